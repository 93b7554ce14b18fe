# SPDX-License-Identifier: Apache-2.0
"""§1.5 and §2.3: the frame of replies, languages, common errors. api.py looks at the frame of every reply besides."""

from __future__ import annotations

import json
import urllib.request

from .api import Api
from .case import Case
from .test_key_management import UNKNOWN


class ReplyTests(Case):
    def test_each_reply_has_a_request_id_of_its_own(self) -> None:
        ids = {self.api.call("ListKeys", Limit=limit)["RequestId"] for limit in range(1, 21)}
        self.assertEqual(len(ids), 20)

    def test_request_id_is_in_the_log(self) -> None:
        error = self.refuse("ResourceUnavailable.CmkNotFound", "DescribeKey", KeyId=UNKNOWN)
        self.assertIn(error.get_request_id(), self.server.log.read_text(errors="replace"))

    def test_unknown_action_and_version(self) -> None:
        self.refuse_common("InvalidAction", "NoSuchAction", {})
        other = Api(self.server, version="2020-01-01")
        self.raises("NoSuchVersion", lambda: other.common("ListKeys", {"Limit": 1}))

    def test_types_that_do_not_fit(self) -> None:
        for parameters in ({"Limit": []}, {"Limit": 1.5}, {"Limit": True}, {"Limit": -1}, {"Limit": "ten"}):
            self.refuse_common("InvalidParameter", "ListKeys", parameters)
        for parameters in ({"KeyId": 1}, {"KeyId": ["x"]}, {"KeyId": {}}):
            self.refuse_common("InvalidParameter", "DescribeKey", parameters)
        self.refuse_common("InvalidParameter", "DescribeKeys", {"KeyIds": "x"})

    def test_integers_as_text_as_in_the_published_samples(self) -> None:
        self.assertEqual(len(self.api.common("ListKeys", {"Limit": "1"})["Keys"]), 1)
        key = self.key()
        self.bring(key, "Disabled")
        self.api.common("ScheduleKeyDeletion", {"KeyId": key, "PendingWindowInDays": "7"})

    def test_null_is_absent(self) -> None:
        self.api.common("ListKeys", {"Limit": None, "HsmClusterId": None})
        self.refuse_common("MissingParameter", "DescribeKey", {"KeyId": None})

    def test_reply_over_the_socket_is_as_documented(self) -> None:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        if self.server.transport == "https":
            return self.assertEqual(self.server.get("/health/live")[0], 200)
        request = urllib.request.Request(
            self.server.url, data=b"{}", headers={"Content-Type": "application/json", "X-TC-Action": "ListKeys"})
        with opener.open(request, timeout=10) as reply:
            self.assertEqual(reply.status, 200)
            self.assertEqual(reply.headers.get_all("Content-Type"), ["application/json"])
            document = json.loads(reply.read())
        self.assertEqual(document["Response"]["Error"]["Code"], "AuthFailure.InvalidAuthorization")

    def test_languages_differ_in_words_only(self) -> None:
        codes = {
            "DescribeKey": "ResourceUnavailable.CmkNotFound", "CreateKey": "InvalidParameterValue.InvalidAlias",
            "GenerateRandom": "InvalidParameter",
        }
        for action, parameters in (
            ("DescribeKey", {"KeyId": UNKNOWN}), ("CreateKey", {"Alias": "-"}),
            ("GenerateRandom", {"NumberOfBytes": 0}),
        ):
            words = {}
            for language in ("zh-CN", "en-US"):
                api = Api(self.server, language=language)
                words[language] = self.refuse(codes[action], action, by=api, **parameters).get_message()
            self.assertRegex(words["zh-CN"], "[\u4e00-\u9fff]")
            self.assertNotRegex(words["en-US"], "[\u4e00-\u9fff]")
