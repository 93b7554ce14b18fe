# SPDX-License-Identifier: Apache-2.0
"""`EncryptionPublicKey`: what is handed out is sealed to its recipient, who opens it with openssl."""

from __future__ import annotations

import base64
import os
from typing import Any, Callable

from . import openssl
from .case import Case

RSA = ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "RSAES_PKCS1_V1_5"]
NOT_HERE = "UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion"


class RecipientTests(Case):
    def ways(self, secret: bytes) -> dict[str, Callable[..., dict[str, Any]]]:
        """Every action that takes a recipient, prepared so that its plaintext is `secret` where that can be chosen."""
        key = self.key()
        blob = self.encrypt(key, secret)
        hosted = self.api.call(
            "ImportDataKey", DataKeyName=self.name(), KeyId=key, ImportType=2, ImportKeyMaterial=openssl.text(secret))
        return {
            "Decrypt": lambda **to: self.api.call("Decrypt", CiphertextBlob=blob, **to),
            "GenerateDataKey": lambda **to: self.api.call("GenerateDataKey", KeyId=key, KeySpec="AES_256", **to),
            "GetDataKeyPlaintext": lambda **to: self.api.call(
                "GetDataKeyPlaintext", DataKeyId=hosted["DataKeyId"], **to),
        }

    def check(self, action: str, reply: dict[str, Any], opened: bytes, secret: bytes) -> None:
        """What the recipient opened is the plaintext."""
        expected = self.decrypt(reply["CiphertextBlob"]) if action == "GenerateDataKey" else secret
        self.assertEqual(opened, expected, action)

    def test_rsa_recipients(self) -> None:
        private, public = openssl.rsa_pair()
        secret = os.urandom(32)
        algorithms = [name for name in RSA if not (self.is_fips and name == "RSAES_PKCS1_V1_5")]
        for action, call in self.ways(secret).items():
            for algorithm in algorithms:
                reply = call(EncryptionPublicKey=public, EncryptionAlgorithm=algorithm)
                sealed = base64.b64decode(reply["Plaintext"])
                self.assertEqual(len(sealed), 256)
                self.check(action, reply, openssl.decrypt(private, sealed, algorithm), secret)

    def test_pem_with_spaces_as_in_the_published_samples(self) -> None:
        private, public = openssl.rsa_pair()
        secret = os.urandom(16)
        blob = self.encrypt(self.key(), secret)
        reply = self.api.call(
            "Decrypt", CiphertextBlob=blob, EncryptionPublicKey=public.strip().replace("\n", " "),
            EncryptionAlgorithm="RSAES_OAEP_SHA_256")
        opened = openssl.decrypt(private, base64.b64decode(reply["Plaintext"]), "RSAES_OAEP_SHA_256")
        self.assertEqual(opened, secret)

    def test_refusals(self) -> None:
        blob = self.encrypt(self.key())
        _, public = openssl.rsa_pair()
        _, short = openssl.rsa_pair(1024)
        for key in ("", "nonsense", public.replace("A", "!"), short):
            if key:
                self.refuse(
                    "InvalidParameter", "Decrypt", CiphertextBlob=blob, EncryptionPublicKey=key,
                    EncryptionAlgorithm="RSAES_OAEP_SHA_256")
        self.refuse(
            "InvalidParameter", "Decrypt", CiphertextBlob=blob, EncryptionPublicKey=public,
            EncryptionAlgorithm="RSAES_OAEP_SHA_512")


class SM2RecipientTests(RecipientTests):
    editions = ("sm-crypto",)

    def test_sm2_recipients(self) -> None:
        private, public = openssl.curve_pair("SM2")
        secret = os.urandom(32)
        for action, call in self.ways(secret).items():
            for algorithm in ({}, {"EncryptionAlgorithm": ""}, {"EncryptionAlgorithm": "SM2"}):
                reply = call(EncryptionPublicKey=public, **algorithm)
                raw = base64.b64decode(reply["Plaintext"])
                self.check(action, reply, openssl.decrypt(private, openssl.sm2_der(raw), None), secret)
            reply = call(EncryptionPublicKey=public, EncryptionAlgorithm="SM2_C1C3C2_ASN1")
            sealed = base64.b64decode(reply["Plaintext"])
            self.check(action, reply, openssl.decrypt(private, sealed, None), secret)


class SM2UnderFIPSTests(RecipientTests):
    editions = ("fips",)

    def test_sm2_and_the_default_are_refused_with_the_way_out(self) -> None:
        _, sm2 = openssl.curve_pair("SM2")
        _, rsa = openssl.rsa_pair()
        for call in self.ways(os.urandom(32)).values():
            for key, algorithm in (
                (sm2, {}), (rsa, {}), (sm2, {"EncryptionAlgorithm": "SM2"}),
                (sm2, {"EncryptionAlgorithm": "SM2_C1C3C2_ASN1"}),
            ):
                error = self.raises(NOT_HERE, lambda: call(EncryptionPublicKey=key, **algorithm))
                self.assertIn("RSAES_OAEP_SHA_256", error.get_message())
