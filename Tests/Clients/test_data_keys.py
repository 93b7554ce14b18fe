# SPDX-License-Identifier: Apache-2.0
"""§3.9: data keys that the service keeps."""

from __future__ import annotations

import base64
import os
import time
from typing import Any

from . import openssl
from .api import UUID
from .state_table import StateTableCase

UNKNOWN = "00000000-1111-11ee-8000-000000000000"
METADATA = set(
    """
    DataKeyId KeyId KeyName DataKeyName NumberOfBytes CreateTime Description KeyState CreatorUin CreatorUinString
    Owner DeletionDate Origin HsmClusterId ResourceId
    """.split()
)
TABLE = """
action                | Enabled                 | Disabled                | PendingDelete
DescribeDataKey       | ok                      | ok                      | ok
DescribeDataKeys      | ok                      | ok                      | ok
GetDataKeyPlaintext   | ok                      | DataKeyDisabled         | DataKeyPendingDelete
EnableDataKey         | ok                      | > Enabled               | DataKeyStateNotSupport
EnableDataKeys        | ok                      | > Enabled               | DataKeyStateNotSupport
DisableDataKey        | > Disabled              | ok                      | DataKeyStateNotSupport
DisableDataKeys       | > Disabled              | ok                      | DataKeyStateNotSupport
CancelDataKeyDeletion | DataKeyNotPendingDelete | DataKeyNotPendingDelete | > Disabled
"""


class DataKeyTests(StateTableCase):
    def hosted(self, key: str, **parameters: Any) -> dict[str, Any]:
        """A new data key that the service keeps."""
        given = {"KeySpec": "AES_256", "DataKeyName": self.name(), "IsHostedByKms": 1} | parameters
        return self.api.call("GenerateDataKey", KeyId=key, **given)

    def data_key(self, key: str | None = None, **parameters: Any) -> str:
        """The ID of a new one."""
        return self.hosted(key or self.key(), **parameters)["DataKeyId"]

    def metadata(self, data_key: str) -> dict[str, Any]:
        """Its attributes."""
        return self.api.call("DescribeDataKey", DataKeyId=data_key)["DataKeyMetadata"]

    def data_key_state(self, data_key: str) -> str:
        """Its state."""
        return self.metadata(data_key)["KeyState"]

    def test_generated_and_described(self) -> None:
        key, name = self.key(), self.name()
        tags = [{"TagKey": "env", "TagValue": "dev"}]
        made = self.hosted(key, DataKeyName=name, Description="disk", Tags=tags)
        self.assertRegex(made["DataKeyId"], UUID)
        found = self.metadata(made["DataKeyId"])
        self.assertLessEqual(METADATA, set(found))
        self.assertEqual(
            (found["KeyId"], found["DataKeyName"], found["NumberOfBytes"], found["KeyState"], found["Description"]),
            (key, name, 32, "Enabled", "disk"))
        self.assertEqual((found["Origin"], found["DeletionDate"]), ("TENCENT_KMS", 0))
        self.assertEqual(found["KeyName"], self.describe(key)["Alias"])
        self.assertEqual(found["ResourceId"], f"creatorUin/{found['CreatorUin']}/{made['DataKeyId']}")

    def test_plaintext_and_ciphertext_are_those_handed_out(self) -> None:
        made = self.hosted(self.key())
        plain = self.api.call("GetDataKeyPlaintext", DataKeyId=made["DataKeyId"])["Plaintext"]
        self.assertEqual(plain, made["Plaintext"])
        blob = self.api.call("GetDataKeyCiphertextBlob", DataKeyId=made["DataKeyId"])["CiphertextBlob"]
        self.assertEqual(self.decrypt(blob), base64.b64decode(plain))

    def test_import_of_plaintext_and_of_ciphertext(self) -> None:
        key, secret = self.key(), os.urandom(24)
        plain = self.api.call(
            "ImportDataKey", DataKeyName=self.name(), ImportKeyMaterial=openssl.text(secret), ImportType=2, KeyId=key)
        blob = self.encrypt(key, secret)
        sealed = self.api.call("ImportDataKey", DataKeyName=self.name(), ImportKeyMaterial=blob, ImportType=1)
        for reply in (plain, sealed):
            self.assertEqual(reply["KeyId"], key)
            found = self.metadata(reply["DataKeyId"])
            self.assertEqual((found["Origin"], found["NumberOfBytes"]), ("EXTERNAL", 24))
            again = self.api.call("GetDataKeyPlaintext", DataKeyId=reply["DataKeyId"])["Plaintext"]
            self.assertEqual(base64.b64decode(again), secret)

    def test_refusals_of_import(self) -> None:
        key, some = self.key(), openssl.text(b"x" * 16)
        taken = self.metadata(self.data_key(key))["DataKeyName"]

        def refuse(code: str, **parameters: Any) -> None:
            given = {"DataKeyName": self.name(), "ImportKeyMaterial": some, "ImportType": 2, "KeyId": key} | parameters
            with self.subTest(code):
                self.refuse(code, "ImportDataKey", **given)

        refuse("InvalidParameterValue.InvalidDataKeyName", DataKeyName="-x")
        refuse("InvalidParameterValue.InvalidType", ImportType=3)
        refuse("ResourceUnavailable.CmkNotFound", KeyId=UNKNOWN)
        refuse("InvalidParameterValue.InvalidKeyId", KeyId="x")
        refuse("InvalidParameterValue.InvalidPlaintext", ImportKeyMaterial="no base64!")
        refuse("InvalidParameterValue.InvalidImportKeyMaterial", ImportType=1, ImportKeyMaterial="nonsense")
        refuse("InvalidParameterValue.DataKeyNameAlreadyExists", DataKeyName=taken)
        self.refuse(
            "InvalidParameterValue.DataKeyNameAlreadyExists", "GenerateDataKey", KeyId=key, KeySpec="AES_128",
            IsHostedByKms=1, DataKeyName=taken)

    def test_lists(self) -> None:
        key = self.key()
        first = self.data_key(key)
        second = self.data_key(key, KeySpec="AES_128", Tags=[{"TagKey": "data", "TagValue": "1"}])
        total = self.api.call("ListDataKeys")["TotalCount"]
        listed = [
            entry["DataKeyId"] for offset in range(0, total, 200)
            for entry in self.api.call("ListDataKeys", Offset=offset, Limit=200)["DataKeys"]
        ]
        self.assertLessEqual({first, second}, set(listed))

        def detail(**filters: Any) -> set[str]:
            reply = self.api.call("ListDataKeyDetail", KeyId=key, Limit=200, **filters)
            self.assertEqual(reply["TotalCount"], len(reply["DataKeyMetadatas"]))
            return {entry["DataKeyId"] for entry in reply["DataKeyMetadatas"]}

        self.assertEqual(detail(), {first, second})
        self.assertEqual(detail(DataKeyLen=16), {second})
        self.assertEqual(detail(Origin="EXTERNAL"), set())
        self.assertEqual(detail(SearchKeyAlias=self.metadata(first)["DataKeyName"]), {first})
        self.assertEqual(detail(TagFilters=[{"TagKey": "data", "TagValue": ["1"]}]), {second})
        self.api.call("DisableDataKey", DataKeyId=first)
        self.assertEqual((detail(KeyState=1), detail(KeyState=2), detail(KeyState=3)), ({second}, {first}, set()))

    def test_names_and_words(self) -> None:
        data_key, name = self.data_key(), self.name()
        self.api.call("UpdateDataKeyName", DataKeyId=data_key, DataKeyName=name)
        self.api.call("UpdateDataKeyDescription", DataKeyId=data_key, Description="x" * 100)
        found = self.metadata(data_key)
        self.assertEqual((found["DataKeyName"], found["Description"]), (name, "x" * 100))
        for action, code, parameters in (
            ("DescribeDataKey", "InvalidParameterValue.InvalidDataKeyId", {"DataKeyId": "x"}),
            ("DescribeDataKey", "ResourceUnavailable.DataKeyNotFound", {"DataKeyId": UNKNOWN}),
            ("DescribeDataKeys", "InvalidParameterValue.DuplicatedDataKeyId", {"DataKeyIds": [data_key, data_key]}),
            ("EnableDataKeys", "ResourceUnavailable.DataKeyNotFound", {"DataKeyIds": [data_key, UNKNOWN]}),
            ("GetDataKeyPlaintext", "ResourceUnavailable.DataKeyNotFound", {"DataKeyId": UNKNOWN}),
        ):
            self.refuse(code, action, **parameters)

    def test_deletion(self) -> None:
        data_key, before = self.data_key(), int(time.time())
        self.refuse(
            "InvalidParameter.InvalidPendingWindowInDays", "ScheduleDataKeyDeletion", DataKeyId=data_key,
            PendingWindowInDays=6)
        self.bring_data_key(data_key, "Disabled")
        reply = self.api.call("ScheduleDataKeyDeletion", DataKeyId=data_key, PendingWindowInDays=7)
        self.assertEqual(reply["DataKeyId"], data_key)
        self.assertTrue(before <= reply["DeletionDate"] - 7 * 86_400 <= time.time() + 1)
        self.assertEqual(self.api.call("CancelDataKeyDeletion", DataKeyId=data_key)["DataKeyId"], data_key)

    def bring_data_key(self, data_key: str, state: str) -> str:
        """Brings an Enabled data key into a state."""
        if state != "Enabled":
            self.api.call("DisableDataKey", DataKeyId=data_key)
        if state == "PendingDelete":
            self.api.call("ScheduleDataKeyDeletion", DataKeyId=data_key, PendingWindowInDays=7)
        return data_key

    def test_every_state(self) -> None:
        key = self.key()
        actions = {
            action: lambda data_key, action=action: self.api.call(action, DataKeyId=data_key)
            for action in (
                "DescribeDataKey", "GetDataKeyPlaintext", "EnableDataKey", "DisableDataKey", "CancelDataKeyDeletion")
        } | {
            action: lambda data_key, action=action: self.api.call(action, DataKeyIds=[data_key])
            for action in ("DescribeDataKeys", "EnableDataKeys", "DisableDataKeys")
        }
        self.play(TABLE, lambda state: self.bring_data_key(self.data_key(key), state), actions, self.data_key_state)

    def test_master_key_has_to_be_usable(self) -> None:
        key = self.key()
        data_key = self.data_key(key)
        self.bring(key, "Disabled")
        self.refuse("ResourceUnavailable.CmkDisabled", "GetDataKeyPlaintext", DataKeyId=data_key)
        self.refuse(
            "ResourceUnavailable.CmkDisabled", "ImportDataKey", DataKeyName=self.name(), KeyId=key, ImportType=2,
            ImportKeyMaterial=openssl.text(b"x" * 16))
        self.bring(key, "PendingDelete")
        self.refuse("ResourceUnavailable.CmkStateNotSupport", "GetDataKeyPlaintext", DataKeyId=data_key)
        self.refuse(
            "ResourceUnavailable.KeyPendingDelete", "ImportDataKey", DataKeyName=self.name(), KeyId=key, ImportType=2,
            ImportKeyMaterial=openssl.text(b"x" * 16))
