# SPDX-License-Identifier: Apache-2.0
"""§4.4 for asymmetric keys: every cell of the table, over the wire, for every usage of the edition."""

from __future__ import annotations

from . import openssl
from .asymmetric import Pair
from .state_table import StateTableCase

TABLE = """
action                 | Enabled          | Disabled         | PendingDelete   | Archived
GetPublicKey           | ok               | StateNotSupport  | StateNotSupport | StateNotSupport
use of the private key | ok               | StateNotSupport  | StateNotSupport | StateNotSupport
use of the public key  | ok               | StateNotSupport  | StateNotSupport | StateNotSupport
DescribeKey            | ok               | ok               | ok              | ok
DescribeKeys           | ok               | ok               | ok              | ok
ListKeyDetail          | ok               | ok               | ok              | ok
GetKeyRotationStatus   | ok               | ok               | ok              | ok
EnableKey              | ok               | > Enabled        | StateNotSupport | StateNotSupport
EnableKeys             | ok               | > Enabled        | StateNotSupport | StateNotSupport
DisableKey             | > Disabled       | ok               | StateNotSupport | StateNotSupport
DisableKeys            | > Disabled       | ok               | StateNotSupport | StateNotSupport
ArchiveKey             | > Archived       | > Archived       | StateNotSupport | ok
CancelKeyArchive       | StateNotSupport  | StateNotSupport  | StateNotSupport | > Enabled
ScheduleKeyDeletion    | ShouldBeDisabled | > PendingDelete  | StateNotSupport | StateNotSupport
CancelKeyDeletion      | NotPendingDelete | NotPendingDelete | > Disabled      | NotPendingDelete
UpdateAlias            | ok               | ok               | StateNotSupport | ok
UpdateKeyDescription   | ok               | ok               | StateNotSupport | ok
DisableKeyRotation     | ok               | ok               | ok              | ok
"""


class AsymmetricKeyStateTests(StateTableCase):
    def test_every_cell_of_every_usage(self) -> None:
        for usage in Pair.usages(self.server.edition):
            with self.subTest(usage=usage):
                self.play_usage(usage)

    def play_usage(self, usage: str) -> None:
        """The table for one usage; a decryption key has its own answer to what needs the public key."""
        key = self.shared_pair(usage)
        self.addCleanup(self.bring, key, "Enabled")
        pair = Pair(self.api, key, usage)

        def bring(state: str) -> str:
            if self.state(key) != state:
                self.bring(key, state)
            return key

        actions = {
            action: lambda key, action=action: self.api.call(action, KeyId=key)
            for action in (
                "GetPublicKey", "DescribeKey", "GetKeyRotationStatus", "EnableKey", "DisableKey", "ArchiveKey",
                "CancelKeyArchive", "CancelKeyDeletion", "DisableKeyRotation",
            )
        }
        actions |= {
            action: lambda key, action=action: self.api.call(action, KeyIds=[key])
            for action in ("DescribeKeys", "EnableKeys", "DisableKeys")
        }
        actions |= {
            "use of the private key": lambda _: pair.use_private(),
            "use of the public key": lambda _: pair.use_public(),
            "ListKeyDetail": lambda key: self.assertEqual(
                self.api.call("ListKeyDetail", SearchKeyAlias=key, KeyUsage=usage)["TotalCount"], 1),
            "ScheduleKeyDeletion": lambda key: self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7),
            "UpdateAlias": lambda key: self.api.call("UpdateAlias", KeyId=key, Alias=self.name()),
            "UpdateKeyDescription": lambda key: self.api.call("UpdateKeyDescription", KeyId=key, Description="words"),
        }
        self.play(TABLE, bring, actions, self.state)

    def test_what_does_not_go_with_an_asymmetric_key_in_any_state(self) -> None:
        usage = Pair.usages(self.server.edition)[0]
        key = self.shared_pair(usage)
        self.addCleanup(self.bring, key, "Enabled")
        blob = self.encrypt(self.key())
        self.bring(key, "Enabled")
        for code, action, parameters in (
            ("InvalidParameterValue.InvalidKeyUsage", "Encrypt", {"Plaintext": openssl.text(b"x")}),
            ("InvalidParameterValue.InvalidKeyUsage", "GenerateDataKey", {"KeySpec": "AES_128"}),
            ("InvalidParameterValue", "EnableKeyRotation", {}),
            ("UnsupportedOperation.RotateNotSupported", "RotateKey", {}),
            ("UnsupportedOperation.NotExternalCmk", "DeleteImportedKeyMaterial", {}),
            ("UnsupportedOperation.NotExternalCmk", "GetParametersForImport",
             {"WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"}),
        ):
            with self.subTest(action=action):
                self.refuse(code, action, KeyId=key, **parameters)
        self.refuse(
            "InvalidParameterValue.InvalidKeyUsage", "ReEncrypt", CiphertextBlob=blob, DestinationKeyId=key)
