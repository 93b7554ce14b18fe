# SPDX-License-Identifier: Apache-2.0
"""What an asymmetric key of each usage does, in one place for all tests."""

from __future__ import annotations

import base64
from typing import Any

from . import openssl
from .api import Callers

MESSAGE = b"a message to be signed"
# The algorithms of each usage (§4.3), and the options with which `openssl dgst` verifies a signature over the message.
SIGNING: dict[str, dict[str, list[str]]] = {
    "ASYMMETRIC_SIGN_VERIFY_SM2": {"SM2DSA": ["-sm3", "-sigopt", f"distid:{openssl.SM2_IDENTITY}"]},
    "ASYMMETRIC_SIGN_VERIFY_ECC": {"ECC_P256_R1": ["-sha256"]},
    "ASYMMETRIC_SIGN_VERIFY_RSA_2048": {
        "RSA_PKCS1_SHA_256": ["-sha256"],
        "RSA_PSS_SHA_256": ["-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"],
    },
}
_USAGES = {
    "fips": ["ASYMMETRIC_SIGN_VERIFY_ECC", "ASYMMETRIC_SIGN_VERIFY_RSA_2048", "ASYMMETRIC_DECRYPT_RSA_2048"],
    "sm-crypto": [
        "ASYMMETRIC_SIGN_VERIFY_SM2", "ASYMMETRIC_DECRYPT_SM2", "ASYMMETRIC_SIGN_VERIFY_RSA_2048",
        "ASYMMETRIC_DECRYPT_RSA_2048",
    ],
}


class Pair:
    """An asymmetric key that is Enabled when this value is made, with something prepared for each use."""

    def __init__(self, api: Callers, key: str, usage: str) -> None:
        self._api = api
        self.key = key
        self.usage = usage
        reply = api.call("GetPublicKey", KeyId=key)
        self.public_der = base64.b64decode(reply["PublicKey"])
        self.public_pem: str = reply["PublicKeyPem"]
        if self.signs:
            self.algorithm = next(iter(SIGNING[usage]))
            self.signature = self.sign(self.algorithm)
        else:
            padding = "RSAES_OAEP_SHA_256" if "RSA" in usage else None
            self.ciphertext = openssl.encrypt(self.public_der, MESSAGE, padding)

    @staticmethod
    def usages(edition: str) -> list[str]:
        """The asymmetric usages that an edition offers."""
        return _USAGES[edition]

    @property
    def signs(self) -> bool:
        """Whether the key signs; else it decrypts."""
        return self.usage in SIGNING

    def sign(self, algorithm: str, message: bytes = MESSAGE, **more: Any) -> bytes:
        """A signature."""
        reply = self._api.call(
            "SignByAsymmetricKey", KeyId=self.key, Algorithm=algorithm, Message=openssl.text(message), **more)
        return base64.b64decode(reply["Signature"])

    def verifies(self, signature: bytes, algorithm: str, message: bytes = MESSAGE, **more: Any) -> bool:
        """Whether the server takes a signature."""
        reply = self._api.call(
            "VerifyByAsymmetricKey", KeyId=self.key, Algorithm=algorithm, Message=openssl.text(message),
            SignatureValue=openssl.text(signature), **more)
        assert isinstance(reply["SignatureValid"], bool), reply
        return reply["SignatureValid"]

    def decrypt(self, ciphertext: bytes, algorithm: str = "RSAES_OAEP_SHA_256") -> bytes:
        """What a ciphertext holds."""
        if "SM2" in self.usage:
            reply = self._api.call("AsymmetricSm2Decrypt", KeyId=self.key, Ciphertext=openssl.text(ciphertext))
        else:
            reply = self._api.call(
                "AsymmetricRsaDecrypt", KeyId=self.key, Ciphertext=openssl.text(ciphertext), Algorithm=algorithm)
        assert reply["KeyId"] == self.key, reply
        return base64.b64decode(reply["Plaintext"])

    def use_private(self) -> None:
        """Signs or decrypts."""
        if self.signs:
            self.sign(self.algorithm)
        else:
            assert self.decrypt(self.ciphertext) == MESSAGE

    def use_public(self) -> None:
        """Verifies; a decryption key's public half is asked for."""
        if self.signs:
            assert self.verifies(self.signature, self.algorithm)
        else:
            self._api.call("GetPublicKey", KeyId=self.key)
