# SPDX-License-Identifier: Apache-2.0
"""§8, rows 21 to 36: what the documentation leaves open, answered as the fact sheet recommends."""

from __future__ import annotations

import base64
import json
import os
import time

from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

from . import openssl
from .api import Api
from .asymmetric import MESSAGE, Pair
from .case import Case
from .test_key_management import UNKNOWN

SOME = openssl.text(b"x")


class OpenQuestions(Case):
    def test_row_21_malformed_and_unknown_ids(self) -> None:
        for malformed in ("x", UNKNOWN[:-1], UNKNOWN + "0", UNKNOWN.replace("-", "+"), UNKNOWN[:-1] + "g"):
            self.refuse("InvalidParameterValue.InvalidKeyId", "DescribeKey", KeyId=malformed)
        self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKey", KeyId=UNKNOWN)

    def test_row_22_plaintexts_that_cannot_be(self) -> None:
        key = self.key()
        for plaintext in ("", "no base64!", "eA", openssl.text(bytes(4097))):
            self.refuse("InvalidParameterValue.InvalidPlaintext", "Encrypt", KeyId=key, Plaintext=plaintext)

    def test_row_23_lengths_of_data_keys_that_cannot_be(self) -> None:
        key = self.key()
        for asked in ({}, {"NumberOfBytes": 0}, {"NumberOfBytes": 1025}, {"NumberOfBytes": 0, "KeySpec": "AES_128"}):
            self.refuse("InvalidParameter", "GenerateDataKey", KeyId=key, **asked)

    def test_row_24_nothing_to_re_encrypt(self) -> None:
        key = self.key()
        context = '{"a":"1"}'
        blob = self.encrypt(key, b"x", {"a": "1"})
        for destination in ({}, {"DestinationKeyId": key}, {"DestinationKeyId": ""}):
            reply = self.api.call(
                "ReEncrypt", CiphertextBlob=blob, SourceEncryptionContext=context,
                DestinationEncryptionContext=context, **destination)
            self.assertEqual(
                (reply["ReEncrypted"], reply["CiphertextBlob"], reply["KeyId"], reply["SourceKeyId"]),
                (False, blob, key, key))

    def test_row_25_rotation_switched_on_again(self) -> None:
        key = self.key()
        self.api.call("EnableKeyRotation", KeyId=key, RotateDays=365)
        before = int(time.time())
        self.api.call("EnableKeyRotation", KeyId=key, RotateDays=7)
        found = self.describe(key)
        self.assertEqual(found["RotateDays"], 7)
        self.assertTrue(before <= found["NextRotateTime"] - 7 * 86_400 <= time.time() + 1)
        for days in (0, 6, 366):
            self.refuse("InvalidParameterValue", "EnableKeyRotation", KeyId=key, RotateDays=days)

    def test_row_26_rotation_of_an_asymmetric_key(self) -> None:
        self.refuse(
            "InvalidParameterValue", "EnableKeyRotation", KeyId=self.shared_pair("ASYMMETRIC_DECRYPT_RSA_2048"))

    def test_row_27_next_rotation_while_rotation_is_off(self) -> None:
        key = self.key()
        self.assertEqual(self.describe(key)["NextRotateTime"], 0)
        self.api.call("EnableKeyRotation", KeyId=key)
        self.api.call("DisableKeyRotation", KeyId=key)
        self.assertEqual(self.describe(key)["NextRotateTime"], 0)

    def test_row_28_pss_salt_of_32_bytes_made_and_any_taken(self) -> None:
        usage = "ASYMMETRIC_SIGN_VERIFY_RSA_2048"
        pair = Pair(self.api, self.shared_pair(usage), usage)
        options = ["-sha256", "-sigopt", "rsa_padding_mode:pss", "-sigopt"]
        signature = pair.sign("RSA_PSS_SHA_256")
        self.assertTrue(openssl.verifies(pair.public_pem, MESSAGE, signature, *options, "rsa_pss_saltlen:32"))
        self.assertFalse(openssl.verifies(pair.public_pem, MESSAGE, signature, *options, "rsa_pss_saltlen:20"))
        offered = self.api.call("ListAlgorithms")["AsymmetricSignVerifyAlgorithms"]
        self.assertNotIn("384", json.dumps(offered))

    def test_row_29_name_of_the_symmetric_algorithm(self) -> None:
        algorithm = "AES_256" if self.is_fips else "SM4"
        self.assertEqual(
            self.api.call("ListAlgorithms")["SymmetricAlgorithms"],
            [{"KeyUsage": "ENCRYPT_DECRYPT", "Algorithm": algorithm}])

    def test_row_30_edition_shows_in_the_type(self) -> None:
        self.assertEqual(self.describe(self.key())["Type"], 2 if self.is_fips else 4)

    def test_row_31_regions(self) -> None:
        Api(self.server, region="").call("DescribeKey", KeyId=self.key())
        self.refuse("UnsupportedRegion", "DescribeKey", by=Api(self.server, region="ap-elsewhere"), KeyId=self.key())

    def test_row_32_extra_parameters(self) -> None:
        key = self.key()
        self.refuse_common("UnknownParameter", "DescribeKey", {"KeyId": key, "Colour": "red"})
        self.refuse_common("UnknownParameter", "ListKeys", {"limit": 1})
        self.api.common("CreateKey", {"Alias": self.name(), "HsmClusterId": "", "Description": "", "Tags": []})

    def test_row_33_same_request_again_is_answered_and_another_action_refused(self) -> None:
        # Calls with the same body within a second carry one signature, as the SDK signs no action.
        api, key = Api(self.server), self.key()
        for _ in range(20):
            second = int(time.time())
            api.call("DisableKey", KeyId=key)
            api.call("DisableKey", KeyId=key)
            try:
                api.call("EnableKey", KeyId=key)
                code, message = "", ""
            except TencentCloudSDKException as error:
                code, message = str(error.get_code()), str(error.get_message())
            if int(time.time()) == second:
                break
            time.sleep(1.001 - time.time() % 1)
        self.assertEqual(code, "AuthFailure.SignatureFailure")
        self.assertIn("x-tc-action", message)
        time.sleep(1.001 - time.time() % 1)
        api.call("EnableKey", KeyId=key)
        self.assertEqual(self.state(key), "Enabled")

    def test_row_34_language_of_messages(self) -> None:
        chinese = Api(self.server, language="zh-CN")
        english = Api(self.server, language="en-US")
        for api, letters in ((chinese, "[\u4e00-\u9fff]"), (english, "^[ -~]+$")):
            error = self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKey", by=api, KeyId=UNKNOWN)
            self.assertRegex(error.get_message(), letters)

    def test_row_36_date_of_deletion(self) -> None:
        for days in (7, 30):
            key = self.key()
            self.bring(key, "Disabled")
            before = int(time.time())
            date = self.api.call("ScheduleKeyDeletion", KeyId=key, PendingWindowInDays=days)["DeletionDate"]
            self.assertTrue(before <= date - days * 86_400 <= time.time() + 1)


class RawCiphertext(Case):
    editions = ("sm-crypto",)

    def test_row_35_raw_sm2_ciphertext_begins_with_04(self) -> None:
        private, public = openssl.curve_pair("SM2")
        secret = os.urandom(32)
        blob = self.encrypt(self.key(), secret)
        reply = self.api.call("Decrypt", CiphertextBlob=blob, EncryptionPublicKey=public)
        raw = base64.b64decode(reply["Plaintext"])
        self.assertEqual((raw[0], len(raw)), (4, 65 + 32 + 32))
        self.assertEqual(openssl.decrypt(private, openssl.sm2_der(raw), None), secret)
