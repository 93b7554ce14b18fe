# SPDX-License-Identifier: Apache-2.0
"""§6: the guides' transcripts, step by step, with tccli and the openssl command line."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import ClassVar

from . import openssl
from .case import Case
from .command_line import CommandLine
from .server import Server

MESSAGE = b"contract, page 1\n"


class TranscriptCase(Case):
    transports = ("http",)
    tccli: ClassVar[CommandLine]

    @classmethod
    def setUpClass(cls) -> None:
        cls.tccli = CommandLine(cls.server)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.tccli.close()


class BringYourOwnKey(TranscriptCase):
    def test_guide_with_oaep_sha_1(self) -> None:
        self.walk("RSAES_OAEP_SHA_1", self.tccli)

    def test_guide_with_oaep_sha_256(self) -> None:
        self.leave(self.walk("RSAES_OAEP_SHA_256", self.tccli), self.tccli)

    def test_guide_with_pkcs1(self) -> None:
        if not self.is_fips:
            self.walk("RSAES_PKCS1_V1_5", self.tccli)
            return
        server = Server(self.server.edition, settings=("import.allowPKCS1v15=true",)).start()
        tccli = CommandLine(server)
        try:
            self.walk("RSAES_PKCS1_V1_5", tccli)
        finally:
            tccli.close()
            self.assertEqual(server.stop(), 0)

    def walk(self, algorithm: str, tccli: CommandLine) -> str:
        """The guide from its first step until the key is in use; the key."""
        alias = self.name() + "-byok"
        made = tccli.reply("CreateKey", "--Alias", alias, "--Type", "2")
        self.assertEqual(made["KeyState"], "PendingImport")
        key = made["KeyId"]
        given = tccli.reply(
            "GetParametersForImport", "--KeyId", key, "--WrappingAlgorithm", algorithm, "--WrappingKeySpec",
            "RSA_2048")
        with openssl.files(**{"public_key.base64": given["PublicKey"].encode()}) as paths:
            folder = paths["public_key.base64"].parent
            wrapped = self.wrap_as_the_guide_says(folder, algorithm)
        self.assertEqual(len(wrapped), 344)
        reply = tccli.reply(
            "ImportKeyMaterial", "--EncryptedKeyMaterial", wrapped, "--ImportToken", given["ImportToken"], "--KeyId",
            key)
        self.assertEqual(set(reply), {"RequestId"})
        found = tccli.reply("DescribeKey", "--KeyId", key)["KeyMetadata"]
        self.assertEqual(
            (found["Origin"], found["KeyState"], found["ValidTo"], found["Type"]),
            ("EXTERNAL", "Enabled", 0, 2 if self.is_fips else 4))
        return key

    def wrap_as_the_guide_says(self, folder: Path, algorithm: str) -> str:
        """Steps 3a to 3d, each a command of the guide."""
        material, public = folder / "raw_material.bin", folder / "public_key.bin"
        sealed, text = folder / "encrypted_key_material.bin", folder / "encrypted_material.base64"
        openssl.run("rand", "-out", material, self.material_size)
        openssl.run("enc", "-d", "-base64", "-A", "-in", folder / "public_key.base64", "-out", public)
        openssl.run(
            "pkeyutl", "-encrypt", "-pubin", "-inkey", public, "-keyform", "DER", "-in", material, "-out", sealed,
            *openssl.PADDING[algorithm])
        openssl.run("enc", "-e", "-base64", "-A", "-in", sealed, "-out", text)
        return text.read_text()

    def leave(self, key: str, tccli: CommandLine) -> None:
        """The key is used; then the guide's last steps: its deletion is scheduled and cancelled, its material goes."""
        def state() -> str:
            return tccli.reply("DescribeKeys", "--KeyIds", f'["{key}"]')["KeyMetadatas"][0]["KeyState"]

        blob = tccli.reply("Encrypt", "--KeyId", key, "--Plaintext", openssl.text(MESSAGE))["CiphertextBlob"]
        opened = tccli.reply("Decrypt", "--CiphertextBlob", blob)
        self.assertEqual(opened["Plaintext"], openssl.text(MESSAGE))
        tccli.reply("DisableKey", "--KeyId", key)
        self.assertEqual(state(), "Disabled")
        self.assertEqual(
            tccli.reply("ScheduleKeyDeletion", "--KeyId", key, "--PendingWindowInDays", "7")["KeyId"], key)
        self.assertEqual(state(), "PendingDelete")
        tccli.reply("CancelKeyDeletion", "--KeyId", key)
        self.assertEqual(state(), "Disabled")
        tccli.reply("DeleteImportedKeyMaterial", "--KeyId", key)
        self.assertEqual(state(), "PendingImport")

    def test_installed_command_itself(self) -> None:
        command = Path(sys.executable).parent / "tccli"
        done = subprocess.run(
            [sys.executable, command, "kms", "GetRegions", "--endpoint", self.server.url],
            env=self.tccli.environment, capture_output=True, text=True, timeout=60)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn(self.server.region, done.stdout)


class SignatureTranscripts(TranscriptCase):
    def sign(self, usage: str, algorithm: str, digest: bytes) -> list[tuple[str, bytes]]:
        """A new key's PEM with its signature of the message, and again with that of the digest."""
        key = self.tccli.reply("CreateKey", "--Alias", self.name(), "--KeyUsage", usage)["KeyId"]
        pem = self.tccli.reply("GetPublicKey", "--KeyId", key)["PublicKeyPem"]
        if usage.endswith("SM2"):
            digest = openssl.sm2_digest(
                openssl.run("pkey", "-pubin", "-outform", "DER", stdin=pem.encode()), MESSAGE)
        signatures = []
        for kind, message in (("RAW", MESSAGE), ("DIGEST", digest)):
            common = (
                "--KeyId", key, "--Algorithm", algorithm, "--MessageType", kind, "--Message", openssl.text(message))
            signature = self.tccli.reply("SignByAsymmetricKey", *common)["Signature"]
            reply = self.tccli.reply("VerifyByAsymmetricKey", *common, "--SignatureValue", signature)
            self.assertIs(reply["SignatureValid"], True)
            signatures.append((pem, openssl.run("enc", "-d", "-base64", "-A", stdin=signature.encode())))
        return signatures


class SM2Transcript(SignatureTranscripts):
    editions = ("sm-crypto",)

    def test_sm2_signature_is_verified_by_openssl(self) -> None:
        options = ("-sm3", "-sigopt", f"distid:{openssl.SM2_IDENTITY}")
        for pem, signature in self.sign("ASYMMETRIC_SIGN_VERIFY_SM2", "SM2DSA", b""):
            self.assertTrue(openssl.verifies(pem, MESSAGE, signature, *options))


class ECCTranscript(SignatureTranscripts):
    editions = ("fips",)

    def test_ecc_signature_is_verified_by_openssl(self) -> None:
        digest = openssl.run("dgst", "-sha256", "-binary", stdin=MESSAGE)
        self.assertEqual(digest, hashlib.sha256(MESSAGE).digest())
        for pem, signature in self.sign("ASYMMETRIC_SIGN_VERIFY_ECC", "ECC_P256_R1", digest):
            self.assertTrue(openssl.verifies(pem, MESSAGE, signature, "-sha256"))


class RSATranscript(TranscriptCase):
    def test_rsa_decryption_of_what_openssl_encrypted(self) -> None:
        key = self.tccli.reply(
            "CreateKey", "--Alias", self.name(), "--KeyUsage", "ASYMMETRIC_DECRYPT_RSA_2048")["KeyId"]
        public = self.tccli.reply("GetPublicKey", "--KeyId", key)["PublicKey"]
        der = openssl.run("enc", "-d", "-base64", "-A", stdin=public.encode())
        sealed = openssl.encrypt(der, MESSAGE, "RSAES_OAEP_SHA_256")
        reply = self.tccli.reply(
            "AsymmetricRsaDecrypt", "--KeyId", key, "--Algorithm", "RSAES_OAEP_SHA_256", "--Ciphertext",
            openssl.text(sealed))
        self.assertEqual(reply["Plaintext"], openssl.text(MESSAGE))
