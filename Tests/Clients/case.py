# SPDX-License-Identifier: Apache-2.0
"""What the tests have in common: the server of this worker, keys in every state, expected refusals."""

from __future__ import annotations

import base64
import itertools
import json
import os
import unittest
from typing import Any, Callable, ClassVar

from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

from . import openssl
from .api import UUID, Api, Callers
from .server import Server

_numbers = itertools.count(1)


class Case(unittest.TestCase):
    """A test against this worker's server. `transports` says on which of them the tests make sense."""

    server: ClassVar[Server]
    api: ClassVar[Callers]
    transports: ClassVar[tuple[str, ...]] = ("http", "https")
    editions: ClassVar[tuple[str, ...]] = ("fips", "sm-crypto")
    longMessage = True

    @property
    def is_fips(self) -> bool:
        """Whether the server's edition is FIPS."""
        return self.server.edition == "fips"

    @property
    def material_size(self) -> int:
        """How many bytes imported material has in this edition (§5)."""
        return 32 if self.is_fips else 16

    def name(self) -> str:
        """A name that no other key has."""
        return f"test-{next(_numbers)}"

    def refuse(
        self, code: str, action: str, /, *, by: Api | None = None, **parameters: Any
    ) -> TencentCloudSDKException:
        """Expects an action to be refused with exactly this code."""
        return self.raises(code, lambda: (by or self.api).call(action, **parameters), action)

    def refuse_common(self, code: str, action: str, parameters: dict[str, Any]) -> TencentCloudSDKException:
        """As `refuse`, with parameters that the SDK's own class does not have."""
        return self.raises(code, lambda: self.api.common(action, parameters), action)

    def raises(self, code: str, call: Callable[[], Any], what: str = "") -> TencentCloudSDKException:
        """Expects a call to end with this code, a message and a RequestId."""
        with self.assertRaises(TencentCloudSDKException, msg=f"{what}: {code} was expected") as caught:
            call()
        error = caught.exception
        self.assertEqual(error.get_code(), code, f"{what}: {error.get_message()}")
        self.assertTrue(error.get_message(), what)
        self.assertRegex(error.get_request_id() or "", UUID, what)
        return error

    # Keys.

    def key(self, **parameters: Any) -> str:
        """A new key's ID; symmetric, of the server's own making, unless the parameters say otherwise."""
        return self.api.call("CreateKey", Alias=self.name(), **parameters)["KeyId"]

    def external_key(self) -> str:
        """A new key that waits for its material."""
        return self.key(Type=2)

    def imported_key(self, material: bytes | None = None, **parameters: Any) -> str:
        """A new key with material of its owner."""
        key = self.external_key()
        self.import_material(key, material or os.urandom(self.material_size), **parameters)
        return key

    def import_parameters(self, key: str, algorithm: str = "RSAES_OAEP_SHA_256") -> dict[str, Any]:
        """A wrapping key and a token."""
        return self.api.call(
            "GetParametersForImport", KeyId=key, WrappingAlgorithm=algorithm, WrappingKeySpec="RSA_2048"
        )

    def wrap(self, given: dict[str, Any], material: bytes, algorithm: str = "RSAES_OAEP_SHA_256") -> str:
        """Material wrapped by its owner, as Base64."""
        return openssl.text(openssl.encrypt(base64.b64decode(given["PublicKey"]), material, algorithm))

    def import_material(self, key: str, material: bytes, **parameters: Any) -> dict[str, Any]:
        """Imports; the reply."""
        given = self.import_parameters(key)
        return self.api.call(
            "ImportKeyMaterial", KeyId=key, ImportToken=given["ImportToken"],
            EncryptedKeyMaterial=self.wrap(given, material), **parameters,
        )

    def describe(self, key: str) -> dict[str, Any]:
        """A key's attributes."""
        return self.api.call("DescribeKey", KeyId=key)["KeyMetadata"]

    def state(self, key: str) -> str:
        """A key's state."""
        return self.describe(key)["KeyState"]

    def encrypt(self, key: str, plaintext: bytes = b"plaintext", context: dict[str, str] | None = None) -> str:
        """A new ciphertext blob."""
        extra = {"EncryptionContext": json.dumps(context)} if context is not None else {}
        return self.api.call("Encrypt", KeyId=key, Plaintext=openssl.text(plaintext), **extra)["CiphertextBlob"]

    def decrypt(self, blob: str, context: dict[str, str] | None = None) -> bytes:
        """What a blob holds."""
        extra = {"EncryptionContext": json.dumps(context)} if context is not None else {}
        return base64.b64decode(self.api.call("Decrypt", CiphertextBlob=blob, **extra)["Plaintext"])

    def bring(self, key: str, state: str, material: bytes | None = None) -> None:
        """Brings a key from any state into this one; an external key needs its material for that."""
        while (now := self.state(key)) != "Enabled":
            match now:
                case "Disabled": self.api.call("EnableKey", KeyId=key)
                case "PendingDelete": self.api.call("CancelKeyDeletion", KeyId=key)
                case "Archived": self.api.call("CancelKeyArchive", KeyId=key)
                case "PendingImport":
                    if state == "PendingImport":
                        return
                    assert material is not None, "only its material takes a key out of PendingImport"
                    self.import_material(key, material)
        match state:
            case "Disabled": self.api.call("DisableKey", KeyId=key)
            case "Archived": self.api.call("ArchiveKey", KeyId=key)
            case "PendingImport": self.api.call("DeleteImportedKeyMaterial", KeyId=key)
            case "PendingDelete":
                self.api.call("DisableKey", KeyId=key)
                self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)
        self.assertEqual(self.state(key), state)

    _pairs: ClassVar[dict[str, str]] = {}

    def shared_pair(self, usage: str) -> str:
        """A key of an asymmetric usage, made once per server; whoever changes its state brings it back."""
        if usage not in self._pairs:
            self._pairs[usage] = self.key(KeyUsage=usage)
        return self._pairs[usage]
