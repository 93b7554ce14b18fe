# SPDX-License-Identifier: Apache-2.0
"""The Python SDK as the tests call it: typed requests in, plain dictionaries out, every reply's frame looked at."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from typing import Any, Callable

from tencentcloud.common import credential as sdk_credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.kms.v20190118 import kms_client, models

from .server import Credential, Server

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

# How often each action was answered without an error, and with which error codes actions were refused.
answered: Counter[str] = Counter()
refused: Counter[tuple[str, str]] = Counter()


class Api:
    """One client of a server. `call` goes through the SDK's own class of the action, `common` through CommonClient."""

    def __init__(
        self,
        server: Server,
        credential: Credential | None = None,
        *,
        language: str = "en-US",
        method: str = "POST",
        signature: str | None = None,
        region: str | None = None,
        unsigned_payload: bool = False,
        scheme_in_endpoint: bool = False,
        version: str = "2019-01-18",
    ) -> None:
        signer = credential or server.credential
        http = HttpProfile(
            protocol=server.transport,
            endpoint=server.url if scheme_in_endpoint else server.host,
            reqMethod=method,
            reqTimeout=30,
            keepAlive=True,
            certification=str(server.authority) if server.authority else None,
        )
        profile = ClientProfile(signMethod=signature, httpProfile=http, language=language)
        profile.unsignedPayload = unsigned_payload
        keys = sdk_credential.Credential(signer.secret_id, signer.secret_key)
        place = server.region if region is None else region
        self._typed = kms_client.KmsClient(keys, place, profile)
        self._common = CommonClient("kms", version, keys, place, profile)
        for client in (self._typed, self._common):
            # The transport's own hook: the client is not touched, its replies are looked at on their way.
            client.request.conn._session.hooks["response"].append(_look_at)

    def call(self, action: str, **parameters: Any) -> dict[str, Any]:
        """The reply of an action; raises TencentCloudSDKException as the SDK does."""
        request = getattr(models, action + "Request")()
        unknown = [name for name in parameters if not hasattr(request, name)]
        assert not unknown, f"{action} has no parameter {unknown}"
        request.from_json_string(json.dumps(parameters))
        reply = json.loads(getattr(self._typed, action)(request).to_json_string())
        answered[action] += 1
        return reply

    def common(self, action: str, parameters: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
        """The reply of an action that need not be in the SDK, with any parameters."""
        reply = self._common.call_json(action, parameters, headers)["Response"]
        answered[action] += 1
        return reply


class Callers:
    """Several clients that act as one: for each call, one whose signature is new.

    What an SDK signs with TC3 are the body and the second, not the action. hufu pins a signature to its action, so a
    caller who sends the same body to two actions within a second needs a second credential, or waits.
    """

    def __init__(self, apis: list[Api]) -> None:
        self._apis = apis
        # By client and body: the second in which each action was last answered.
        self._last: dict[tuple[int, str], dict[str, int]] = {}

    def call(self, action: str, **parameters: Any) -> dict[str, Any]:
        """As `Api.call`."""
        return self._once(action, parameters, lambda api: api.call(action, **parameters))

    def common(self, action: str, parameters: dict[str, Any], headers: dict[str, str] | None = None) -> dict[str, Any]:
        """As `Api.common`."""
        return self._once(action, parameters, lambda api: api.common(action, parameters, headers))

    def _once(self, action: str, parameters: dict[str, Any], call: Callable[[Api], dict[str, Any]]) -> dict[str, Any]:
        place = self._free(action, json.dumps(parameters))
        try:
            return call(self._apis[place])
        finally:
            self._last.setdefault((place, json.dumps(parameters)), {})[action] = int(time.time())

    def _free(self, action: str, body: str) -> int:
        while True:
            now = time.time()
            for place in range(len(self._apis)):
                others = (last for name, last in self._last.get((place, body), {}).items() if name != action)
                if all(last < int(now) for last in others):
                    return place
            time.sleep(1.001 - now % 1)


def _look_at(reply: Any, *_: Any, **__: Any) -> None:
    """What holds for every reply of the API (§1.5), success or not."""
    assert reply.status_code == 200, f"HTTP status {reply.status_code}"
    assert reply.headers["Content-Type"] == "application/json", reply.headers["Content-Type"]
    body = reply.content
    assert int(reply.headers["Content-Length"]) == len(body), "Content-Length differs from the body"
    document = json.loads(body)
    assert list(document) == ["Response"], list(document)
    inner = document["Response"]
    assert UUID.fullmatch(inner["RequestId"]), inner["RequestId"]
    if "Error" in inner:
        assert set(inner) == {"Error", "RequestId"}, sorted(inner)
        assert set(inner["Error"]) == {"Code", "Message"}, sorted(inner["Error"])
        action = reply.request.headers.get("X-TC-Action") or "v1"
        refused[(action, inner["Error"]["Code"])] += 1
