# SPDX-License-Identifier: Apache-2.0
"""§4.4 for symmetric keys of the server's own making: every cell of the table, over the wire."""

from __future__ import annotations

from . import openssl
from .state_table import StateTableCase

TABLE = """
action                    | Enabled          | Disabled         | PendingDelete    | Archived
Encrypt                   | ok               | Disabled         | StateNotSupport  | Archived
ReEncrypt (destination)   | ok               | Disabled         | StateNotSupport  | Archived
GenerateDataKey           | ok               | Disabled         | KeyPendingDelete | Archived
Decrypt                   | ok               | Disabled         | StateNotSupport  | ok
ReEncrypt (source)        | ok               | Disabled         | StateNotSupport  | ok
DescribeKey               | ok               | ok               | ok               | ok
DescribeKeys              | ok               | ok               | ok               | ok
ListKeyDetail             | ok               | ok               | ok               | ok
GetKeyRotationStatus      | ok               | ok               | ok               | ok
EnableKey                 | ok               | > Enabled        | StateNotSupport  | StateNotSupport
EnableKeys                | ok               | > Enabled        | StateNotSupport  | StateNotSupport
DisableKey                | > Disabled       | ok               | StateNotSupport  | StateNotSupport
DisableKeys               | > Disabled       | ok               | StateNotSupport  | StateNotSupport
ArchiveKey                | > Archived       | > Archived       | StateNotSupport  | ok
CancelKeyArchive          | StateNotSupport  | StateNotSupport  | StateNotSupport  | > Enabled
ScheduleKeyDeletion       | ShouldBeDisabled | > PendingDelete  | StateNotSupport  | StateNotSupport
CancelKeyDeletion         | NotPendingDelete | NotPendingDelete | > Disabled       | NotPendingDelete
UpdateAlias               | ok               | ok               | StateNotSupport  | ok
UpdateKeyDescription      | ok               | ok               | StateNotSupport  | ok
EnableKeyRotation         | ok               | StateNotSupport  | StateNotSupport  | StateNotSupport
RotateKey (rotation on)   | ok               | StateNotSupport  | StateNotSupport  | StateNotSupport
DisableKeyRotation        | ok               | ok               | ok               | ok
GetParametersForImport    | NotExternalCmk   | NotExternalCmk   | NotExternalCmk   | NotExternalCmk
DeleteImportedKeyMaterial | NotExternalCmk   | NotExternalCmk   | NotExternalCmk   | NotExternalCmk
"""


class SymmetricKeyStateTests(StateTableCase):
    def test_every_cell(self) -> None:
        blobs: dict[str, str] = {}
        some = openssl.text(b"x")
        other = self.key()
        foreign = self.encrypt(other)

        def bring(state: str) -> str:
            key = self.key()
            blobs[key] = self.encrypt(key)
            self.api.call("EnableKeyRotation", KeyId=key)
            self.bring(key, state)
            return key

        def plain(action: str, **parameters: object) -> object:
            return lambda key: self.api.call(action, KeyId=key, **parameters)

        def several(action: str) -> object:
            return lambda key: self.api.call(action, KeyIds=[key])

        actions = {
            action: plain(action)
            for action in (
                "DescribeKey", "GetKeyRotationStatus", "EnableKey", "DisableKey", "ArchiveKey", "CancelKeyArchive",
                "CancelKeyDeletion", "EnableKeyRotation", "DisableKeyRotation", "DeleteImportedKeyMaterial",
            )
        } | {action: several(action) for action in ("DescribeKeys", "EnableKeys", "DisableKeys")}
        actions |= {
            "RotateKey (rotation on)": plain("RotateKey"),
            "Encrypt": plain("Encrypt", Plaintext=some),
            "GenerateDataKey": plain("GenerateDataKey", KeySpec="AES_256"),
            "Decrypt": lambda key: self.api.call("Decrypt", CiphertextBlob=blobs[key]),
            "ReEncrypt (source)": lambda key: self.api.call(
                "ReEncrypt", CiphertextBlob=blobs[key], DestinationKeyId=other),
            "ReEncrypt (destination)": lambda key: self.api.call(
                "ReEncrypt", CiphertextBlob=foreign, DestinationKeyId=key),
            "ListKeyDetail": lambda key: self.assertEqual(
                self.api.call("ListKeyDetail", SearchKeyAlias=key)["TotalCount"], 1),
            "ScheduleKeyDeletion": plain("ScheduleKeyDeletion", PendingWindowInDays=7),
            "UpdateAlias": lambda key: self.api.call("UpdateAlias", KeyId=key, Alias=self.name()),
            "UpdateKeyDescription": plain("UpdateKeyDescription", Description="words"),
            "GetParametersForImport": plain(
                "GetParametersForImport", WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"),
        }
        self.play(TABLE, bring, actions, self.state)

    def test_row_list_keys(self) -> None:
        for state, is_listed in (("Enabled", True), ("Disabled", True), ("PendingDelete", False), ("Archived", False)):
            key = self.key()
            self.bring(key, state)
            total = self.api.call("ListKeys")["TotalCount"]
            listed = [
                entry["KeyId"] for offset in range(0, total, 200)
                for entry in self.api.call("ListKeys", Offset=offset, Limit=200)["Keys"]
            ]
            self.assertEqual(key in listed, is_listed, state)
