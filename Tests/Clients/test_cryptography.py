# SPDX-License-Identifier: Apache-2.0
"""§3.4: messages are encrypted, decrypted and re-encrypted; data keys and random bytes are made."""

from __future__ import annotations

import base64
import json
import os

from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

from . import openssl
from .case import Case
from .test_key_management import UNKNOWN


class EncryptTests(Case):
    def test_round_trip_of_every_length_that_matters(self) -> None:
        key = self.key()
        for size in (1, 16, 64, 4096):
            plaintext = os.urandom(size)
            blob = self.encrypt(key, plaintext)
            self.assertRegex(blob, r"^[\x21-\x7e]+$")
            reply = self.api.call("Decrypt", CiphertextBlob=blob)
            self.assertEqual((reply["KeyId"], base64.b64decode(reply["Plaintext"])), (key, plaintext))

    def test_reply_names_the_key(self) -> None:
        key = self.key()
        reply = self.api.call("Encrypt", KeyId=key, Plaintext=openssl.text(b"x"))
        self.assertEqual(reply["KeyId"], key)

    def test_equal_plaintexts_differ(self) -> None:
        key = self.key()
        self.assertNotEqual(self.encrypt(key, b"same"), self.encrypt(key, b"same"))

    def test_context_is_needed_again(self) -> None:
        blob = self.encrypt(self.key(), b"bound", {"key1": "value1"})
        self.assertEqual(self.decrypt(blob, {"key1": "value1"}), b"bound")
        for context in (None, {}, {"key1": "value2"}, {"key1": "value1", "key2": ""}):
            extra = {} if context is None else {"EncryptionContext": json.dumps(context)}
            self.refuse("InvalidParameterValue.InvalidCiphertext", "Decrypt", CiphertextBlob=blob, **extra)

    def test_refusals(self) -> None:
        key, some = self.key(), openssl.text(b"x")
        self.refuse("ResourceUnavailable.CmkNotFound", "Encrypt", KeyId=UNKNOWN, Plaintext=some)
        self.refuse("InvalidParameterValue.InvalidKeyId", "Encrypt", KeyId="alias", Plaintext=some)
        self.refuse("MissingParameter", "Encrypt", KeyId=key)
        self.refuse("MissingParameter", "Encrypt", Plaintext=some)
        self.refuse("MissingParameter", "Decrypt")

    def test_every_altered_letter_of_a_blob_is_noticed(self) -> None:
        blob = self.encrypt(self.key(), b"x")
        for place in (*range(0, len(blob), 9), len(blob) - 1):
            other = "A" if blob[place] != "A" else "B"
            altered = blob[:place] + other + blob[place + 1:]
            with self.assertRaises(TencentCloudSDKException, msg=f"letter {place}") as caught:
                self.api.call("Decrypt", CiphertextBlob=altered)
            # Altered within the key's ID, it names a key that is not there.
            self.assertIn(
                caught.exception.get_code(),
                ("InvalidParameterValue.InvalidCiphertext", "ResourceUnavailable.CmkNotFound"), f"letter {place}")
        for broken in (blob[:-1], blob + "A", blob + "=", "x", " " + blob):
            self.refuse("InvalidParameterValue.InvalidCiphertext", "Decrypt", CiphertextBlob=broken)


class ReEncryptTests(Case):
    def test_under_another_key_and_context(self) -> None:
        source, destination = self.key(), self.key()
        reply = self.api.call(
            "ReEncrypt", CiphertextBlob=self.encrypt(source, b"moved", {"a": "1"}), DestinationKeyId=destination,
            SourceEncryptionContext='{"a":"1"}', DestinationEncryptionContext='{"b":"2"}',
        )
        self.assertEqual(
            (reply["KeyId"], reply["SourceKeyId"], reply["ReEncrypted"]), (destination, source, True))
        self.assertEqual(self.decrypt(reply["CiphertextBlob"], {"b": "2"}), b"moved")

    def test_same_key_with_a_new_context(self) -> None:
        key = self.key()
        blob = self.encrypt(key, b"kept")
        reply = self.api.call("ReEncrypt", CiphertextBlob=blob, DestinationEncryptionContext='{"b":"2"}')
        self.assertEqual((reply["KeyId"], reply["SourceKeyId"], reply["ReEncrypted"]), (key, key, True))
        self.assertNotEqual(reply["CiphertextBlob"], blob)
        self.assertEqual(self.decrypt(reply["CiphertextBlob"], {"b": "2"}), b"kept")

    def test_after_a_rotation_the_newest_version_is_used(self) -> None:
        key = self.key()
        blob = self.encrypt(key, b"old")
        self.api.call("EnableKeyRotation", KeyId=key)
        self.api.call("RotateKey", KeyId=key)
        reply = self.api.call("ReEncrypt", CiphertextBlob=blob)
        self.assertTrue(reply["ReEncrypted"])
        self.assertNotEqual(reply["CiphertextBlob"], blob)
        self.assertEqual((self.decrypt(blob), self.decrypt(reply["CiphertextBlob"])), (b"old", b"old"))

    def test_refusals(self) -> None:
        blob = self.encrypt(self.key(), b"x", {"a": "1"})
        self.refuse("InvalidParameterValue.InvalidCiphertext", "ReEncrypt", CiphertextBlob=blob)
        self.refuse("InvalidParameterValue.InvalidCiphertext", "ReEncrypt", CiphertextBlob=blob[:-2])
        context = {"CiphertextBlob": blob, "SourceEncryptionContext": '{"a":"1"}'}
        self.refuse("ResourceUnavailable.CmkNotFound", "ReEncrypt", DestinationKeyId=UNKNOWN, **context)
        self.refuse("InvalidParameterValue.InvalidKeyId", "ReEncrypt", DestinationKeyId="x", **context)


class DataKeyTests(Case):
    def test_lengths(self) -> None:
        key = self.key()
        for asked, size in (
            ({"KeySpec": "AES_128"}, 16), ({"KeySpec": "AES_256"}, 32), ({"NumberOfBytes": 1}, 1),
            ({"NumberOfBytes": 1024}, 1024), ({"NumberOfBytes": 24, "KeySpec": "AES_256"}, 24),
        ):
            reply = self.api.call("GenerateDataKey", KeyId=key, **asked)
            plaintext = base64.b64decode(reply["Plaintext"])
            self.assertEqual((reply["KeyId"], len(plaintext)), (key, size), asked)
            self.assertEqual(self.decrypt(reply["CiphertextBlob"]), plaintext)
            self.assertFalse(reply.get("DataKeyId"), "only hosted data keys have an ID")

    def test_context_is_needed_again(self) -> None:
        reply = self.api.call(
            "GenerateDataKey", KeyId=self.key(), KeySpec="AES_256", EncryptionContext='{"key1":"value1"}')
        blob = reply["CiphertextBlob"]
        self.assertEqual(self.decrypt(blob, {"key1": "value1"}), base64.b64decode(reply["Plaintext"]))
        self.refuse("InvalidParameterValue.InvalidCiphertext", "Decrypt", CiphertextBlob=blob)

    def test_refusals(self) -> None:
        key = self.key()
        self.refuse("ResourceUnavailable.CmkNotFound", "GenerateDataKey", KeyId=UNKNOWN, KeySpec="AES_128")
        self.refuse("InvalidParameterValue.InvalidKeyId", "GenerateDataKey", KeyId="x", KeySpec="AES_128")
        self.refuse("InvalidParameter", "GenerateDataKey", KeyId=key, KeySpec="AES_512")
        cluster = {"KeySpec": "AES_128", "HsmClusterId": "c-1"}
        self.refuse("InvalidParameterValue.InvalidHsmClusterId", "GenerateDataKey", KeyId=key, **cluster)


class RandomTests(Case):
    def test_lengths(self) -> None:
        seen = set()
        for size in (1, 16, 1024):
            data = base64.b64decode(self.api.call("GenerateRandom", NumberOfBytes=size)["Plaintext"])
            self.assertEqual(len(data), size)
            seen.add(data)
        again = base64.b64decode(self.api.call("GenerateRandom", NumberOfBytes=16)["Plaintext"])
        self.assertNotIn(again, seen)

    def test_refusals(self) -> None:
        for size in (0, 1025):
            self.refuse("InvalidParameter", "GenerateRandom", NumberOfBytes=size)
        self.refuse("MissingParameter", "GenerateRandom")
