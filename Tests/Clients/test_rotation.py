# SPDX-License-Identifier: Apache-2.0
"""§3.6: keys get new versions, periodically and at once."""

from __future__ import annotations

import time

from .case import Case


class RotationTests(Case):
    def test_periodic_rotation_is_switched(self) -> None:
        key = self.key()
        self.assertIs(self.api.call("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], False)
        before = int(time.time())
        self.api.call("EnableKeyRotation", KeyId=key)
        self.assertIs(self.api.call("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], True)
        found = self.describe(key)
        self.assertEqual((found["KeyRotationEnabled"], found["RotateDays"]), (True, 365))
        self.assertTrue(before <= found["NextRotateTime"] - 365 * 86_400 <= time.time() + 1)
        self.api.call("DisableKeyRotation", KeyId=key)
        self.assertIs(self.api.call("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], False)

    def test_periods_at_the_limits(self) -> None:
        key = self.key()
        for days in (7, 365):
            self.api.call("EnableKeyRotation", KeyId=key, RotateDays=days)
            self.assertEqual(self.describe(key)["RotateDays"], days)
        for days in (6, 366):
            self.refuse("InvalidParameterValue", "EnableKeyRotation", KeyId=key, RotateDays=days)

    def test_at_once_and_then_not_for_a_day(self) -> None:
        key = self.key()
        blob = self.encrypt(key, b"before")
        self.refuse("UnsupportedOperation.RotateNotSupported", "RotateKey", KeyId=key)
        self.api.call("EnableKeyRotation", KeyId=key, RotateDays=30)
        before = int(time.time())
        self.assertTrue(self.api.call("RotateKey", KeyId=key)["TaskId"])
        self.assertTrue(before <= self.describe(key)["LastRotateTime"] <= time.time() + 1)
        self.assertEqual(self.decrypt(blob), b"before")
        self.assertEqual(self.decrypt(self.encrypt(key, b"after")), b"after")
        self.refuse("RequestLimitExceeded.RotateRateLimited", "RotateKey", KeyId=key)

    def test_external_keys_do_not_rotate(self) -> None:
        key = self.imported_key()
        self.refuse("UnsupportedOperation.ExternalCmkCanNotRotate", "EnableKeyRotation", KeyId=key)
        self.refuse("UnsupportedOperation.RotateNotSupported", "RotateKey", KeyId=key)
        self.assertIs(self.api.call("GetKeyRotationStatus", KeyId=key)["KeyRotationEnabled"], False)
