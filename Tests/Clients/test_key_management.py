# SPDX-License-Identifier: Apache-2.0
"""§3.3: keys are made, described, listed, renamed, disabled, archived and scheduled for deletion."""

from __future__ import annotations

import time

from .api import UUID
from .case import Case

UNKNOWN = "00000000-1111-11ee-8000-000000000000"
METADATA = set(
    """
    KeyId Alias CreateTime Description KeyState KeyUsage Type CreatorUin KeyRotationEnabled Owner NextRotateTime
    DeletionDate Origin ValidTo ResourceId HsmClusterId RotateDays LastRotateTime CreatorUinString IsSyncReplica
    SourceRegion SyncStatus SyncMessages SyncStartTime SyncEndTime SourceHsmClusterId AccountAppId AccountUin
    AccountName
    """.split()
)


class CreateKeyTests(Case):
    def test_reply_of_a_plain_key(self) -> None:
        alias, before = self.name(), int(time.time())
        reply = self.api.call("CreateKey", Alias=alias)
        self.assertRegex(reply["KeyId"], UUID)
        self.assertEqual(reply["Alias"], alias)
        self.assertTrue(before <= reply["CreateTime"] <= time.time() + 1)
        self.assertEqual(reply["KeyState"], "Enabled")
        self.assertEqual(reply["KeyUsage"], "ENCRYPT_DECRYPT")
        self.assertEqual((reply["Description"], reply["HsmClusterId"]), ("", ""))
        self.assertEqual((reply["TagCode"], reply["TagMsg"]), (0, ""))

    def test_reply_with_tags_and_a_description(self) -> None:
        tags = [{"TagKey": "env", "TagValue": "dev"}]
        reply = self.api.call("CreateKey", Alias=self.name(), Description="订单 orders", Tags=tags)
        self.assertEqual((reply["TagCode"], reply["TagMsg"], reply["Description"]), (0, "ok", "订单 orders"))

    def test_external_key_waits_for_its_material(self) -> None:
        reply = self.api.call("CreateKey", Alias=self.name(), Type=2)
        self.assertEqual(reply["KeyState"], "PendingImport")

    def test_refusals(self) -> None:
        taken = self.describe(self.key())["Alias"]
        self.refuse("InvalidParameterValue.AliasAlreadyExists", "CreateKey", Alias=taken)
        for alias in ("-a", "_a", "a" * 61, "a b", "密钥", "a.b", "kms-a", "KMS-a"):
            self.refuse("InvalidParameterValue.InvalidAlias", "CreateKey", Alias=alias)
        for kind in (0, 3):
            self.refuse("InvalidParameterValue.InvalidType", "CreateKey", Alias=self.name(), Type=kind)
        self.refuse("InvalidParameterValue.InvalidKeyUsage", "CreateKey", Alias=self.name(), KeyUsage="SIGN")
        self.refuse("InvalidParameter", "CreateKey", Alias=self.name(), Description="é" * 513)
        self.refuse("InvalidParameterValue.InvalidHsmClusterId", "CreateKey", Alias=self.name(), HsmClusterId="c-1")
        tags = [{"TagKey": "a", "TagValue": "1"}, {"TagKey": "a", "TagValue": "2"}]
        self.refuse("InvalidParameterValue.TagKeysDuplicated", "CreateKey", Alias=self.name(), Tags=tags)
        self.refuse("MissingParameter", "CreateKey", Description="no alias")

    def test_longest_names_are_taken(self) -> None:
        alias = (self.name() + "-_" + "z" * 60)[:60]
        reply = self.api.call("CreateKey", Alias=alias, Description="x" * 1024)
        self.assertEqual((reply["Alias"], len(reply["Description"])), (alias, 1024))


class DescribeTests(Case):
    def test_attributes_of_a_plain_key(self) -> None:
        key = self.key(Description="words")
        found = self.describe(key)
        self.assertEqual(set(found), METADATA)
        self.assertEqual(found["KeyId"], key)
        self.assertEqual(found["Type"], 2 if self.is_fips else 4)
        self.assertEqual((found["Origin"], found["Owner"]), ("TENCENT_KMS", "user"))
        self.assertEqual((found["KeyRotationEnabled"], found["ValidTo"], found["DeletionDate"]), (False, 0, 0))
        self.assertEqual(found["CreatorUinString"], str(found["CreatorUin"]))
        self.assertEqual(found["ResourceId"], f"creatorUin/{found['CreatorUin']}/{key}")
        self.assertEqual((found["IsSyncReplica"], found["HsmClusterId"], found["Description"]), (0, "", "words"))

    def test_several_keys_in_the_order_asked(self) -> None:
        keys = [self.key() for _ in range(3)]
        found = self.api.call("DescribeKeys", KeyIds=keys[::-1])["KeyMetadatas"]
        self.assertEqual([one["KeyId"] for one in found], keys[::-1])

    def test_refusals(self) -> None:
        key = self.key()
        self.refuse("InvalidParameterValue.InvalidKeyId", "DescribeKey", KeyId="nonsense")
        self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKey", KeyId=UNKNOWN)
        self.refuse("MissingParameter", "DescribeKey")
        self.refuse("InvalidParameterValue.DuplicatedKeyId", "DescribeKeys", KeyIds=[key, key])
        self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKeys", KeyIds=[key, UNKNOWN])
        self.refuse("InvalidParameterValue.InvalidKeyId", "DescribeKeys", KeyIds=[key, "x"])
        member = {"MemberUin": 1, "MemberAppId": 1}
        self.refuse("UnsupportedOperation.NotRoleOperation", "DescribeKey", KeyId=key, MemberAccount=member)


class ListTests(Case):
    def test_pages_of_ids(self) -> None:
        made = {self.key() for _ in range(12)}
        total = self.api.call("ListKeys")["TotalCount"]
        self.assertEqual(len(self.api.call("ListKeys")["Keys"]), 10)
        listed: list[str] = []
        for offset in range(0, total, 7):
            listed += [key["KeyId"] for key in self.api.call("ListKeys", Offset=offset, Limit=7)["Keys"]]
        self.assertEqual((len(listed), len(set(listed))), (total, total))
        self.assertLessEqual(made, set(listed))

    def test_keys_of_products_are_none(self) -> None:
        reply = self.api.call("ListKeys", Role=1)
        self.assertEqual((reply["TotalCount"], reply["Keys"]), (0, []))

    def test_limits(self) -> None:
        self.api.call("ListKeys", Limit=200)
        self.refuse("InvalidParameter", "ListKeys", Limit=201)
        self.refuse("InvalidParameter", "ListKeys", Role=2)
        self.refuse("InvalidParameter", "ListKeyDetail", OrderType=2)
        self.refuse("InvalidParameter", "ListKeyDetail", KeyState=6)
        self.refuse("InvalidParameter", "ListKeyDetail", Origin="external")
        self.refuse("InvalidParameterValue.InvalidHsmClusterId", "ListKeys", HsmClusterId="c-1")

    def detail(self, **filters: object) -> list[str]:
        reply = self.api.call("ListKeyDetail", Limit=200, **filters)
        self.assertEqual(len(reply["KeyMetadatas"]), min(200, reply["TotalCount"]))
        return [key["KeyId"] for key in reply["KeyMetadatas"]]

    def test_filters(self) -> None:
        mark = self.name() + "-search"
        plain = self.api.call("CreateKey", Alias=mark + "-a")["KeyId"]
        tagged = self.api.call("CreateKey", Alias=mark + "-b", Tags=[{"TagKey": mark, "TagValue": "1"}])["KeyId"]
        external = self.api.call("CreateKey", Alias=mark + "-c", Type=2)["KeyId"]
        self.assertCountEqual(self.detail(SearchKeyAlias=mark), [plain, tagged, external])
        self.assertEqual(self.detail(SearchKeyAlias=plain), [plain])
        self.assertEqual(self.detail(SearchKeyAlias=mark, Origin="EXTERNAL"), [external])
        self.assertCountEqual(self.detail(SearchKeyAlias=mark, Origin="TENCENT_KMS"), [plain, tagged])
        self.assertCountEqual(self.detail(SearchKeyAlias=mark, Origin="ALL"), [plain, tagged, external])
        self.assertEqual(self.detail(SearchKeyAlias=mark, KeyState=4), [external])
        self.assertEqual(self.detail(TagFilters=[{"TagKey": mark, "TagValue": ["0", "1"]}]), [tagged])
        self.assertEqual(self.detail(TagFilters=[{"TagKey": mark, "TagValue": ["0"]}]), [])
        for state, code in (("Enabled", 1), ("Disabled", 2), ("Archived", 5), ("PendingDelete", 3)):
            self.bring(plain, state)
            self.assertIn(plain, self.detail(SearchKeyAlias=mark, KeyState=code), state)
            self.assertNotIn(plain, self.detail(SearchKeyAlias=mark, KeyState=4), state)

    def test_order_by_time_of_creation(self) -> None:
        mark = self.name() + "-order"
        first = self.api.call("CreateKey", Alias=mark + "-1")["KeyId"]
        time.sleep(1.1)
        second = self.api.call("CreateKey", Alias=mark + "-2")["KeyId"]
        self.assertEqual(self.detail(SearchKeyAlias=mark), [second, first])
        self.assertEqual(self.detail(SearchKeyAlias=mark, OrderType=0), [second, first])
        self.assertEqual(self.detail(SearchKeyAlias=mark, OrderType=1), [first, second])

    def test_usage_left_empty_means_symmetric_keys(self) -> None:
        usage = "ASYMMETRIC_DECRYPT_RSA_2048"
        pair = self.shared_pair(usage)
        alias = self.describe(pair)["Alias"]
        self.assertEqual(self.detail(SearchKeyAlias=pair), [])
        self.assertEqual(self.detail(SearchKeyAlias=pair, KeyUsage="ENCRYPT_DECRYPT"), [])
        self.assertEqual(self.detail(SearchKeyAlias=pair, KeyUsage=usage), [pair])
        self.assertIn(pair, self.detail(SearchKeyAlias=alias, KeyUsage="ALL"))


class ChangeTests(Case):
    def test_names_and_words(self) -> None:
        key, other = self.key(), self.describe(self.key())["Alias"]
        alias = self.name()
        self.api.call("UpdateAlias", KeyId=key, Alias=alias)
        self.api.call("UpdateAlias", KeyId=key, Alias=alias)
        self.api.call("UpdateKeyDescription", KeyId=key, Description="new words")
        found = self.describe(key)
        self.assertEqual((found["Alias"], found["Description"]), (alias, "new words"))
        self.refuse("InvalidParameterValue.AliasAlreadyExists", "UpdateAlias", KeyId=key, Alias=other)
        self.refuse("InvalidParameterValue.InvalidAlias", "UpdateAlias", KeyId=key, Alias="kms-x")
        self.refuse("InvalidParameter", "UpdateKeyDescription", KeyId=key, Description="x" * 1025)
        self.refuse("ResourceUnavailable.CmkNotFound", "UpdateAlias", KeyId=UNKNOWN, Alias=self.name())

    def test_several_at_once(self) -> None:
        keys = [self.key() for _ in range(3)]
        self.api.call("DisableKeys", KeyIds=keys)
        self.assertEqual({self.state(key) for key in keys}, {"Disabled"})
        self.api.call("EnableKeys", KeyIds=keys)
        self.assertEqual({self.state(key) for key in keys}, {"Enabled"})

    def test_deletion(self) -> None:
        key = self.key()
        self.bring(key, "Disabled")
        for days in (6, 31):
            self.refuse(
                "InvalidParameter.InvalidPendingWindowInDays", "ScheduleKeyDeletion", KeyId=key,
                PendingWindowInDays=days,
            )
        reply = self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=30)
        self.assertEqual(reply["KeyId"], key)
        self.assertEqual(self.describe(key)["DeletionDate"], reply["DeletionDate"])
        self.assertEqual(self.api.call("CancelKeyDeletion", KeyId=key)["KeyId"], key)
        found = self.describe(key)
        self.assertEqual((found["KeyState"], found["DeletionDate"]), ("Disabled", 0))

    def test_unknown_keys(self) -> None:
        for action in (
            "EnableKey", "DisableKey", "ArchiveKey", "CancelKeyArchive", "CancelKeyDeletion", "DisableKeyRotation",
            "EnableKeyRotation", "GetKeyRotationStatus", "RotateKey", "DeleteImportedKeyMaterial", "GetPublicKey",
        ):
            self.refuse("ResourceUnavailable.CmkNotFound", action, KeyId=UNKNOWN)
            self.refuse("InvalidParameterValue.InvalidKeyId", action, KeyId="not-a-key")
