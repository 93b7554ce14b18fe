# SPDX-License-Identifier: Apache-2.0
"""§3.8 and §3.10: the service, its region, bindings of cloud resources, and what is not offered."""

from __future__ import annotations

import os
import time

from . import openssl
from .actions import NOT_OFFERED
from .case import Case
from .test_key_management import UNKNOWN

STATUS = set(
    """
    ServiceEnabled InvalidType UserLevel ProExpireTime ProRenewFlag ProResourceId ExclusiveVSMEnabled
    ExclusiveHSMEnabled SubscriptionInfo CmkUserCount CmkLimit ExclusiveHSMList IsAllowedDataKeyHosted DataKeyLimit
    FreeDataKeyLimit DataKeyUsedCount SyncTaskList IsAllowedSync QpsLimit QpsTotalLimit RegionsQps ResourceZone
    ResourceRegion
    """.split()
)


class ServiceTests(Case):
    def test_status_has_every_documented_field(self) -> None:
        self.assertEqual(STATUS - set(self.api.common("GetServiceStatus", {})), set())

    def test_status(self) -> None:
        self.key()
        raw = self.api.common("GetServiceStatus", {})
        self.assertEqual((raw["ServiceEnabled"], raw["InvalidType"]), (True, 1))
        self.assertGreaterEqual(raw["CmkUserCount"], 1)
        self.assertIs(raw["IsAllowedDataKeyHosted"], True)
        self.assertTrue(self.api.call("GetServiceStatus")["ServiceEnabled"])

    def test_regions(self) -> None:
        self.assertEqual(self.api.call("GetRegions")["Regions"], [self.server.region])

    def test_what_is_known_and_not_offered(self) -> None:
        for action in sorted(NOT_OFFERED):
            self.refuse_common("UnsupportedOperation", action, {})


class BindingTests(Case):
    def test_bound_key_cannot_go_away(self) -> None:
        key = self.key()
        binding = {"KeyId": key, "ProductId": "ssm", "ResourceId": "secret-1"}
        self.assertEqual(set(self.api.call("BindCloudResource", **binding)), {"RequestId"})
        self.api.call("BindCloudResource", **binding)
        for action in ("DisableKey", "ArchiveKey"):
            self.refuse("FailedOperation.CmkUsedByCloudProduct", action, KeyId=key)
        self.refuse("FailedOperation.CmkUsedByCloudProduct", "DisableKeys", KeyIds=[self.key(), key])
        self.assertEqual(self.state(key), "Enabled")
        self.api.call("UnbindCloudResource", **binding)
        self.api.call("DisableKey", KeyId=key)

    def test_bound_material_cannot_be_deleted_and_does_not_expire(self) -> None:
        key = self.imported_key(os.urandom(self.material_size), ValidTo=int(time.time()) + 3600)
        binding = {"KeyId": key, "ProductId": "ssm", "ResourceId": "secret-2"}
        self.api.call("BindCloudResource", **binding)
        self.assertEqual(self.describe(key)["ValidTo"], 0)
        self.refuse("FailedOperation.CmkUsedByCloudProduct", "DeleteImportedKeyMaterial", KeyId=key)
        self.api.call("UnbindCloudResource", **binding)
        self.api.call("DeleteImportedKeyMaterial", KeyId=key)

    def test_deletion_of_a_key_bound_while_disabled(self) -> None:
        key = self.key()
        self.bring(key, "Disabled")
        self.api.call("BindCloudResource", KeyId=key, ProductId="cbs", ResourceId="disk-1")
        self.refuse("FailedOperation.CmkUsedByCloudProduct", "ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=7)

    def test_refusals(self) -> None:
        key = self.key()
        binding = {"ProductId": "ssm", "ResourceId": "secret-3"}
        self.refuse("ResourceUnavailable.CloudResourceBindingNotFound", "UnbindCloudResource", KeyId=key, **binding)
        self.refuse("ResourceUnavailable.CmkNotFound", "BindCloudResource", KeyId=UNKNOWN, **binding)
        self.refuse("ResourceUnavailable.CmkNotFound", "UnbindCloudResource", KeyId=UNKNOWN, **binding)
        self.refuse("InvalidParameterValue.InvalidKeyId", "BindCloudResource", KeyId="x", **binding)
        self.refuse("MissingParameter", "BindCloudResource", KeyId=key, ProductId="ssm")
        self.bring(key, "PendingDelete")
        self.refuse("ResourceUnavailable.CmkStateNotSupport", "BindCloudResource", KeyId=key, **binding)


class HealthTests(Case):
    def test_health_and_metrics_are_beside_the_api(self) -> None:
        self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKey", KeyId=UNKNOWN)
        for path in ("/health", "/health/live", "/health/ready"):
            self.assertEqual(self.server.get(path)[:2], (200, "application/json"), path)
        status, kind, page = self.server.get("/metrics")
        self.assertEqual((status, kind.startswith("text/plain")), (200, True))
        self.assertRegex(page, r'(?m)^hufu_requests_total\{[^}]*action="DescribeKey"[^}]*\} [0-9]+$')
        self.assertIn("ResourceUnavailable.CmkNotFound", page)
        self.assertNotIn(self.server.credential.secret_key, page)

    def test_secret_keys_are_in_no_log(self) -> None:
        log = self.server.log.read_text(errors="replace")
        for credential in self.server.credentials:
            self.assertNotIn(credential.secret_key, log)
        self.assertNotIn(openssl.text(b"plaintext"), log)
