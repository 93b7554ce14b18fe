# SPDX-License-Identifier: Apache-2.0
"""§4.4 for keys with their owner's material: every cell of the table, over the wire; and what expiry does."""

from __future__ import annotations

import os
import time

from . import openssl
from .state_table import StateTableCase

TABLE = """
action                    | Enabled          | Disabled         | PendingDelete    | PendingImport    | Archived
Encrypt                   | ok               | Disabled         | StateNotSupport  | StateNotSupport  | Archived
ReEncrypt (destination)   | ok               | Disabled         | StateNotSupport  | StateNotSupport  | Archived
GenerateDataKey           | ok               | Disabled         | KeyPendingDelete | StateNotSupport  | Archived
Decrypt                   | ok               | Disabled         | StateNotSupport  | StateNotSupport  | ok
ReEncrypt (source)        | ok               | Disabled         | StateNotSupport  | StateNotSupport  | ok
DescribeKey               | ok               | ok               | ok               | ok               | ok
DescribeKeys              | ok               | ok               | ok               | ok               | ok
ListKeyDetail             | ok               | ok               | ok               | ok               | ok
GetKeyRotationStatus      | ok               | ok               | ok               | ok               | ok
EnableKey                 | ok               | > Enabled        | StateNotSupport  | StateNotSupport  | StateNotSupport
EnableKeys                | ok               | > Enabled        | StateNotSupport  | StateNotSupport  | StateNotSupport
DisableKey                | > Disabled       | ok               | StateNotSupport  | StateNotSupport  | StateNotSupport
DisableKeys               | > Disabled       | ok               | StateNotSupport  | StateNotSupport  | StateNotSupport
ArchiveKey                | > Archived       | > Archived       | StateNotSupport  | StateNotSupport  | ok
CancelKeyArchive          | StateNotSupport  | StateNotSupport  | StateNotSupport  | StateNotSupport  | > Enabled
ScheduleKeyDeletion       | ShouldBeDisabled | > PendingDelete  | StateNotSupport  | > PendingDelete  | StateNotSupport
CancelKeyDeletion         | NotPendingDelete | NotPendingDelete | > Disabled       | NotPendingDelete | NotPendingDelete
UpdateAlias               | ok               | ok               | StateNotSupport  | ok               | ok
UpdateKeyDescription      | ok               | ok               | StateNotSupport  | ok               | ok
GetParametersForImport    | ok               | ok               | StateNotSupport  | ok               | ok
ImportKeyMaterial         | ok               | StateNotSupport  | StateNotSupport  | > Enabled        | StateNotSupport
DeleteImportedKeyMaterial | > PendingImport  | > PendingImport  | StateNotSupport  | StateNotSupport  | > PendingImport
DisableKeyRotation        | ok               | ok               | ok               | ok               | ok
"""


class ExternalKeyStateTests(StateTableCase):
    def test_every_cell(self) -> None:
        material, some = os.urandom(self.material_size), openssl.text(b"x")
        key, other = self.imported_key(material), self.key()
        blob, foreign = self.encrypt(key), self.encrypt(other)
        given: dict[str, object] = {}
        wrapped = ""

        def bring(state: str) -> str:
            nonlocal given, wrapped
            if self.state(key) != state:
                self.bring(key, "Enabled", material)
                if state != "PendingImport":
                    given = self.import_parameters(key)
                    wrapped = self.wrap(given, material)
                self.bring(key, state, material)
            return key

        def import_again(_: str) -> object:
            if self.state(key) in ("Enabled", "PendingImport"):
                return self.import_material(key, material)
            return self.api.call(
                "ImportKeyMaterial", KeyId=key, ImportToken=given["ImportToken"], EncryptedKeyMaterial=wrapped)

        def plain(action: str, **parameters: object) -> object:
            return lambda key: self.api.call(action, KeyId=key, **parameters)

        actions = {
            action: plain(action)
            for action in (
                "DescribeKey", "GetKeyRotationStatus", "EnableKey", "DisableKey", "ArchiveKey", "CancelKeyArchive",
                "CancelKeyDeletion", "DisableKeyRotation", "DeleteImportedKeyMaterial",
            )
        }
        actions |= {
            action: lambda key, action=action: self.api.call(action, KeyIds=[key])
            for action in ("DescribeKeys", "EnableKeys", "DisableKeys")
        }
        actions |= {
            "Encrypt": plain("Encrypt", Plaintext=some),
            "GenerateDataKey": plain("GenerateDataKey", KeySpec="AES_256"),
            "Decrypt": lambda _: self.api.call("Decrypt", CiphertextBlob=blob),
            "ReEncrypt (source)": lambda _: self.api.call("ReEncrypt", CiphertextBlob=blob, DestinationKeyId=other),
            "ReEncrypt (destination)": lambda key: self.api.call(
                "ReEncrypt", CiphertextBlob=foreign, DestinationKeyId=key),
            "ListKeyDetail": lambda key: self.assertEqual(
                self.api.call("ListKeyDetail", SearchKeyAlias=key)["TotalCount"], 1),
            "ScheduleKeyDeletion": plain("ScheduleKeyDeletion", PendingWindowInDays=7),
            "UpdateAlias": lambda key: self.api.call("UpdateAlias", KeyId=key, Alias=self.name()),
            "UpdateKeyDescription": plain("UpdateKeyDescription", Description="words"),
            "GetParametersForImport": plain(
                "GetParametersForImport", WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048"),
            "ImportKeyMaterial": import_again,
        }
        self.play(TABLE, bring, actions, self.state)

    def test_rows_of_rotation_refuse_in_every_state(self) -> None:
        key, material = self.external_key(), os.urandom(self.material_size)
        for state in ("PendingImport", "Enabled", "Disabled", "Archived", "PendingDelete"):
            self.bring(key, state, material)
            self.refuse("UnsupportedOperation.ExternalCmkCanNotRotate", "EnableKeyRotation", KeyId=key)
            self.refuse("UnsupportedOperation.RotateNotSupported", "RotateKey", KeyId=key)

    def test_row_list_keys_shows_pending_import(self) -> None:
        key = self.external_key()
        total = self.api.call("ListKeys")["TotalCount"]
        listed = [
            entry["KeyId"] for offset in range(0, total, 200)
            for entry in self.api.call("ListKeys", Offset=offset, Limit=200)["Keys"]
        ]
        self.assertIn(key, listed)

    def test_row_cancel_key_deletion_without_material(self) -> None:
        key = self.external_key()
        self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)
        self.assertEqual(self.state(key), "PendingDelete")
        self.api.call("CancelKeyDeletion", KeyId=key)
        self.assertEqual(self.state(key), "PendingImport")

    def test_row_import_in_enabled_replaces_the_expiry(self) -> None:
        material, until = os.urandom(self.material_size), int(time.time()) + 500
        key = self.imported_key(material)
        self.import_material(key, material, ValidTo=until)
        self.assertEqual((self.state(key), self.describe(key)["ValidTo"]), ("Enabled", until))
        self.import_material(key, material)
        self.assertEqual((self.state(key), self.describe(key)["ValidTo"]), ("Enabled", 0))

    def test_row_material_reaches_its_end(self) -> None:
        outcomes = {
            "Enabled": "PendingImport", "Disabled": "PendingImport", "Archived": "PendingImport",
            "PendingDelete": "PendingDelete",
        }
        keys = {state: self.external_key() for state in outcomes}
        wraps = {}
        for state, key in keys.items():
            given = self.import_parameters(key)
            wraps[state] = (given["ImportToken"], self.wrap(given, os.urandom(self.material_size)))
        until = int(time.time()) + 8
        for state, key in keys.items():
            token, wrapped = wraps[state]
            self.api.call(
                "ImportKeyMaterial", KeyId=key, ImportToken=token, EncryptedKeyMaterial=wrapped, ValidTo=until)
            self.bring(key, state)
        self.assertLess(time.time(), until, "the keys are in their states before their material ends")
        time.sleep(until + 1.1 - time.time())
        for state, key in keys.items():
            self.assertEqual(self.state(key), outcomes[state], state)
        self.api.call("CancelKeyDeletion", KeyId=keys["PendingDelete"])
        self.assertEqual(self.state(keys["PendingDelete"]), "PendingImport", "its material was destroyed")
