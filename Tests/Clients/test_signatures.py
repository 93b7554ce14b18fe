# SPDX-License-Identifier: Apache-2.0
"""§1.3 and §1.4: every way in which the SDK signs, and what happens to signatures that do not hold."""

from __future__ import annotations

import time
from typing import Iterator
from unittest import mock

from . import openssl
from .api import Api
from .case import Case
from .server import Credential


class SignatureTests(Case):
    def clients(self) -> Iterator[tuple[str, Api]]:
        """A client for each method and signature that the SDK knows."""
        for method in ("POST", "GET"):
            for signature in (None, "TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256"):
                yield f"{method} {signature}", Api(self.server, method=method, signature=signature)

    def test_every_method_and_signature(self) -> None:
        for title, api in self.clients():
            with self.subTest(title):
                alias = self.name()
                tags = [{"TagKey": "env", "TagValue": "a b+c=e"}]
                key = api.call("CreateKey", Alias=alias, Tags=tags, Description="words + more = 100 %")["KeyId"]
                found = self.describe(key)
                self.assertEqual((found["Alias"], found["Description"]), (alias, "words + more = 100 %"))
                blob = api.call(
                    "Encrypt", KeyId=key, Plaintext=openssl.text(b"\xff\xfe+/="), EncryptionContext='{"a":"1"}')
                reply = api.call("Decrypt", CiphertextBlob=blob["CiphertextBlob"], EncryptionContext='{"a":"1"}')
                self.assertEqual(reply["Plaintext"], openssl.text(b"\xff\xfe+/="))
                self.assertEqual(len(api.call("DescribeKeys", KeyIds=[key, self.key()])["KeyMetadatas"]), 2)
                filters = [{"TagKey": "env", "TagValue": ["a b+c=e"]}]
                listed = api.call("ListKeyDetail", Limit=200, TagFilters=filters)["KeyMetadatas"]
                self.assertIn(key, [entry["KeyId"] for entry in listed])

    def test_every_method_and_signature_is_checked(self) -> None:
        wrong = Credential(self.server.credential.secret_id, "x" * 32)
        unknown = Credential("AKIDunknown00000000000000000000000000", "x" * 32)
        for method in ("POST", "GET"):
            for signature in (None, "HmacSHA1", "HmacSHA256"):
                with self.subTest(method=method, signature=signature):
                    api = Api(self.server, wrong, method=method, signature=signature)
                    self.refuse("AuthFailure.SignatureFailure", "ListKeys", by=api)
                    api = Api(self.server, unknown, method=method, signature=signature)
                    self.refuse("AuthFailure.SecretIdNotFound", "ListKeys", by=api)

    def test_clock_that_is_wrong(self) -> None:
        for skew in (-301 - 5, 301 + 5, -86_400):
            for signature in (None, "HmacSHA256"):
                api = Api(self.server, signature=signature)
                now = time.time()
                with mock.patch("time.time", lambda: now + skew):
                    error = self.refuse("AuthFailure.SignatureExpire", "ListKeys", by=api)
                self.assertIn(str(int(now))[:-2], error.get_message(), "the message tells the server's time")

    def test_clock_within_five_minutes(self) -> None:
        for skew in (-290, 290):
            api = Api(self.server)
            now = time.time()
            with mock.patch("time.time", lambda: now + skew):
                api.call("ListKeys", Limit=200 + (skew < 0) - 1)

    def test_unsigned_payload_is_refused(self) -> None:
        self.refuse("AuthFailure.SignatureFailure", "ListKeys", by=Api(self.server, unsigned_payload=True))

    def test_endpoint_with_its_scheme(self) -> None:
        api = Api(self.server, scheme_in_endpoint=True)
        self.assertEqual(api.call("GetRegions")["Regions"], [self.server.region])

    def test_ampersand_is_refused_where_it_makes_a_signature_ambiguous(self) -> None:
        for signature, code in ((None, None), ("HmacSHA1", "InvalidParameter"), ("HmacSHA256", "InvalidParameter")):
            for method in ("POST", "GET"):
                api = Api(self.server, method=method, signature=signature)
                if code is None:
                    api.call("CreateKey", Alias=self.name(), Description="this & that")
                else:
                    error = self.refuse(code, "CreateKey", by=api, Alias=self.name(), Description="this & that")
                    self.assertIn("TC3-HMAC-SHA256", error.get_message())
