# SPDX-License-Identifier: Apache-2.0
"""§3.7: pairs sign, verify and decrypt; openssl agrees."""

from __future__ import annotations

import base64
import hashlib
import os

from . import openssl
from .asymmetric import MESSAGE, SIGNING, Pair
from .case import Case


class AlgorithmListTests(Case):
    def test_what_the_edition_offers(self) -> None:
        reply = self.api.call("ListAlgorithms")
        offered = {
            entry["KeyUsage"]
            for part in ("SymmetricAlgorithms", "AsymmetricAlgorithms", "AsymmetricSignVerifyAlgorithms")
            for entry in reply[part]
        }
        self.assertEqual(offered, {"ENCRYPT_DECRYPT", *Pair.usages(self.server.edition)})
        self.assertTrue(all(entry["Algorithm"] for entry in reply["AsymmetricAlgorithms"]))


class PublicKeyTests(Case):
    def test_both_forms_are_one_key(self) -> None:
        for usage in Pair.usages(self.server.edition):
            key = self.shared_pair(usage)
            reply = self.api.call("GetPublicKey", KeyId=key)
            self.assertEqual(reply["KeyId"], key)
            der = base64.b64decode(reply["PublicKey"])
            self.assertEqual(
                openssl.run("pkey", "-pubin", "-outform", "DER", stdin=reply["PublicKeyPem"].encode()), der, usage)
            lines = reply["PublicKeyPem"].split("\n")
            self.assertEqual((lines[0], lines[-2:]), (
                "-----BEGIN PUBLIC KEY-----", ["-----END PUBLIC KEY-----", ""]))
            self.assertTrue(all(len(line) == 64 for line in lines[1:-3]), "the body has lines of 64")
            if "SM2" in usage:
                self.assertTrue(reply["PublicKey"].startswith("MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE"))

    def test_symmetric_keys_have_none(self) -> None:
        self.refuse("InvalidParameterValue.InvalidKeyUsage", "GetPublicKey", KeyId=self.key())


class SignatureTests(Case):
    def each(self) -> list[tuple[Pair, str, list[str]]]:
        """Every pair that signs, with each of its algorithms and openssl's options for it."""
        usages = [usage for usage in Pair.usages(self.server.edition) if usage in SIGNING]
        pairs = [Pair(self.api, self.shared_pair(usage), usage) for usage in usages]
        return [(pair, algorithm, options) for pair in pairs for algorithm, options in SIGNING[pair.usage].items()]

    def digest(self, pair: Pair, message: bytes) -> bytes:
        """What DIGEST signs for a message."""
        if "SM2" in pair.usage:
            return openssl.sm2_digest(pair.public_der, message)
        return hashlib.sha256(message).digest()

    def test_raw_message_is_verified_here_and_by_openssl(self) -> None:
        for pair, algorithm, options in self.each():
            for message in (MESSAGE, b"\0", os.urandom(4096)):
                signature = pair.sign(algorithm, message)
                self.assertTrue(pair.verifies(signature, algorithm, message), algorithm)
                self.assertTrue(openssl.verifies(pair.public_pem, message, signature, *options), algorithm)

    def test_digest_and_raw_are_the_same_signature_scheme(self) -> None:
        for pair, algorithm, options in self.each():
            digest = self.digest(pair, MESSAGE)
            signature = pair.sign(algorithm, digest, MessageType="DIGEST")
            self.assertTrue(openssl.verifies(pair.public_pem, MESSAGE, signature, *options), algorithm)
            self.assertTrue(pair.verifies(signature, algorithm, digest, MessageType="DIGEST"), algorithm)
            self.assertTrue(pair.verifies(signature, algorithm, MESSAGE, MessageType="RAW"), algorithm)

    def test_wrong_signatures_are_an_answer(self) -> None:
        for pair, algorithm, _ in self.each():
            signature = pair.sign(algorithm)
            self.assertFalse(pair.verifies(signature, algorithm, MESSAGE + b"."), algorithm)
            altered = signature[:-1] + bytes([signature[-1] ^ 1])
            self.assertFalse(pair.verifies(altered, algorithm), algorithm)

    def test_signatures_on_curves_are_der(self) -> None:
        for pair, algorithm, _ in self.each():
            if "RSA" not in algorithm:
                parsed = openssl.run("asn1parse", "-inform", "DER", stdin=pair.sign(algorithm))
                self.assertEqual(parsed.count(b"INTEGER"), 2)

    def test_refusals(self) -> None:
        usage = Pair.usages(self.server.edition)[0]
        pair = Pair(self.api, self.shared_pair(usage), usage)
        some = {"KeyId": pair.key, "Algorithm": pair.algorithm}
        for message in (openssl.text(os.urandom(4097)), "no base64!"):
            self.refuse("InvalidParameter", "SignByAsymmetricKey", Message=message, **some)
        for size in (31, 33):
            self.refuse(
                "InvalidParameter", "SignByAsymmetricKey", Message=openssl.text(bytes(size)), MessageType="DIGEST",
                **some)
        message = openssl.text(MESSAGE)
        self.refuse("InvalidParameter", "SignByAsymmetricKey", Message=message, MessageType="HASH", **some)
        self.refuse("InvalidParameter", "SignByAsymmetricKey", Message=message, KeyId=pair.key, Algorithm="RSA_MD5")
        self.refuse(
            "InvalidParameter", "SignByAsymmetricKey", Message=message, KeyId=pair.key, Algorithm="RSA_PSS_SHA_256")
        self.refuse("MissingParameter", "SignByAsymmetricKey", Message=message, KeyId=pair.key)


class DecryptionTests(Case):
    def test_rsa_with_every_padding(self) -> None:
        usage = "ASYMMETRIC_DECRYPT_RSA_2048"
        pair = Pair(self.api, self.shared_pair(usage), usage)
        algorithms = ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"] + ([] if self.is_fips else ["RSAES_PKCS1_V1_5"])
        for algorithm in algorithms:
            for message in (MESSAGE, os.urandom(190)):
                sealed = openssl.encrypt(pair.public_der, message, algorithm)
                self.assertEqual(pair.decrypt(sealed, algorithm), message, algorithm)
        sealed = openssl.encrypt(pair.public_der, MESSAGE, "RSAES_OAEP_SHA_1")
        for ciphertext in (sealed, os.urandom(256), sealed[:-1]):
            self.refuse(
                "FailedOperation.DecryptError", "AsymmetricRsaDecrypt", KeyId=pair.key,
                Ciphertext=openssl.text(ciphertext), Algorithm="RSAES_OAEP_SHA_256")
        self.refuse(
            "InvalidParameter", "AsymmetricRsaDecrypt", KeyId=pair.key, Ciphertext=openssl.text(sealed),
            Algorithm="RSA_NONE")


class SM2DecryptionTests(Case):
    editions = ("sm-crypto",)

    def test_sm2(self) -> None:
        usage = "ASYMMETRIC_DECRYPT_SM2"
        pair = Pair(self.api, self.shared_pair(usage), usage)
        for message in (b"x", MESSAGE, os.urandom(140)):
            self.assertEqual(pair.decrypt(openssl.encrypt(pair.public_der, message, None)), message)
        sealed = pair.ciphertext
        self.refuse(
            "FailedOperation.DecryptError", "AsymmetricSm2Decrypt", KeyId=pair.key,
            Ciphertext=openssl.text(sealed[:-1] + bytes([sealed[-1] ^ 1])))
        self.refuse(
            "InvalidParameter", "AsymmetricSm2Decrypt", KeyId=pair.key, Ciphertext=openssl.text(os.urandom(257)))


class SM2UnderFIPSTests(Case):
    editions = ("fips",)

    def test_sm2_is_not_offered(self) -> None:
        self.refuse(
            "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion", "AsymmetricSm2Decrypt", KeyId=self.key(),
            Ciphertext=openssl.text(b"x"))
