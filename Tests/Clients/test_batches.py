# SPDX-License-Identifier: Apache-2.0
"""BatchEncrypt and BatchDecrypt, which are ours: up to 128 items, each with a result of its own."""

from __future__ import annotations

import json
from typing import Any

from . import openssl
from .api import UUID
from .case import Case
from .test_key_management import UNKNOWN


class BatchTests(Case):
    def batch(self, action: str, items: list[dict[str, Any]], **more: Any) -> list[dict[str, Any]]:
        """The results of a batch, as many as it has items."""
        reply = self.api.common(action, {"Items": items, **more})
        self.assertRegex(reply["RequestId"], UUID)
        self.assertEqual(len(reply["Results"]), len(items))
        return reply["Results"]

    def test_there_and_back(self) -> None:
        keys = [self.key(), self.key()]
        context = json.dumps({"a": "1"})
        items = [
            {"KeyId": keys[number % 2], "Plaintext": openssl.text(b"item %d" % number), "EncryptionContext": context}
            for number in range(128)
        ]
        sealed = self.batch("BatchEncrypt", items)
        self.assertEqual([result["KeyId"] for result in sealed], [item["KeyId"] for item in items])
        blobs = [{"CiphertextBlob": result["CiphertextBlob"], "EncryptionContext": context} for result in sealed]
        opened = self.batch("BatchDecrypt", blobs)
        self.assertEqual([result["Plaintext"] for result in opened], [item["Plaintext"] for item in items])
        self.assertEqual([result["KeyId"] for result in opened], [item["KeyId"] for item in items])

    def test_single_and_batch_read_each_other(self) -> None:
        key = self.key()
        (sealed,) = self.batch("BatchEncrypt", [{"KeyId": key, "Plaintext": openssl.text(b"one")}])
        self.assertEqual(self.decrypt(sealed["CiphertextBlob"]), b"one")
        (opened,) = self.batch("BatchDecrypt", [{"CiphertextBlob": self.encrypt(key, b"other")}])
        self.assertEqual(opened["Plaintext"], openssl.text(b"other"))

    def test_each_item_has_its_own_error(self) -> None:
        key, disabled = self.key(), self.key()
        self.bring(disabled, "Disabled")
        some = openssl.text(b"x")
        results = self.batch("BatchEncrypt", [
            {"KeyId": key, "Plaintext": some}, {"KeyId": disabled, "Plaintext": some},
            {"KeyId": UNKNOWN, "Plaintext": some}, {"KeyId": key, "Plaintext": openssl.text(bytes(4097))},
            {"KeyId": key, "Plaintext": some},
        ])
        codes = [result.get("Error", {}).get("Code") for result in results]
        self.assertEqual(codes, [
            None, "ResourceUnavailable.CmkDisabled", "ResourceUnavailable.CmkNotFound",
            "InvalidParameterValue.InvalidPlaintext", None,
        ])
        self.assertTrue(all(result["Error"]["Message"] for result in results if "Error" in result))
        opened = self.batch("BatchDecrypt", [
            {"CiphertextBlob": "nonsense"}, {"CiphertextBlob": results[0]["CiphertextBlob"]}])
        self.assertEqual(opened[0]["Error"]["Code"], "InvalidParameterValue.InvalidCiphertext")
        self.assertEqual(opened[1]["Plaintext"], some)

    def test_item_that_cannot_be_read_is_an_error_of_its_own(self) -> None:
        item = {"KeyId": self.key(), "Plaintext": openssl.text(b"x")}
        for code, wrong in (
            ("InvalidParameterValue.InvalidPlaintext", item | {"Plaintext": "no base64!"}),
            ("InvalidParameterValue.InvalidKeyId", item | {"KeyId": "x"}),
            ("UnknownParameter", item | {"Colour": "red"}), ("MissingParameter", {"KeyId": item["KeyId"]}),
        ):
            sound, spoilt = self.batch("BatchEncrypt", [item, wrong])
            self.assertEqual(spoilt["Error"]["Code"], code)
            self.assertIn("CiphertextBlob", sound)

    def test_sizes_that_cannot_be(self) -> None:
        item = {"KeyId": self.key(), "Plaintext": openssl.text(b"x")}
        for items in ([], [item] * 129):
            self.refuse_common("InvalidParameter", "BatchEncrypt", {"Items": items})
            self.refuse_common("InvalidParameter", "BatchDecrypt", {"Items": [{"CiphertextBlob": "x"} for _ in items]})
        self.refuse_common("MissingParameter", "BatchEncrypt", {})
