# SPDX-License-Identifier: Apache-2.0
"""One attack on the server: what is sent, what may come back, and the verdict on what did."""

import json
import re
import select
import time
from collections.abc import Iterable
from dataclasses import dataclass

from documented import CODES
from wire import BrokenReply, Connection, Reply, Request

REQUEST_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The server gives a request ten seconds to arrive; what is neither answered nor closed after this long hangs.
PATIENCE = 25.0


@dataclass
class Case:
    """An attack.

    - family: what kind it is, for the counts.
    - data: the bytes, or their parts.
    - may_succeed: whether an answer without an error is sound.
    - replies: how many replies may come at most.
    - must_answer: how many have to come.
    - closes: whether the sending side is shut down when all is sent.
    - has_body: false for a reply to HEAD.
    """

    family: str
    data: bytes | Iterable[bytes]
    may_succeed: bool = False
    replies: int = 1
    must_answer: int = 0
    closes: bool = False
    has_body: bool = True


class Defect(Exception):
    """The server did what it must not."""


def of(family: str, request: Request, **rules: object) -> Case:
    """A case that is one request."""
    return Case(family, request.encoded(), has_body=request.method != "HEAD", **rules)


def run(case: Case, connection: Connection) -> list[str]:
    """Sends a case on a fresh connection; the outcomes, one for each reply and `closed`. Raises `Defect`."""
    replies: list[Reply] = []
    try:
        is_open = _send(case, connection)
        while len(replies) < case.replies:
            reply = connection.reply(has_body=case.has_body)
            if reply is None:
                is_open = False
                break
            replies.append(reply)
        if is_open and (case.replies > 1 or not case.has_body):
            _expect_silence(connection)
    except TimeoutError:
        raise Defect(f"neither answered nor closed within {PATIENCE:.0f} s") from None
    except BrokenReply as error:
        raise Defect(str(error)) from None
    if len(replies) < case.must_answer:
        raise Defect(f"{len(replies)} replies to {case.must_answer} requests")
    outcomes = [outcome(reply, case) for reply in replies]
    return outcomes or ["closed"]


def _send(case: Case, connection: Connection) -> bool:
    """Sends all, or as much as the server takes; whether the connection can still be written."""
    parts = [case.data] if isinstance(case.data, bytes) else case.data
    try:
        for part in parts:
            if len(part) < 32_768:
                connection.send(part)
            elif not _send_long(part, connection):
                return False
        if case.closes:
            connection.socket.shutdown(1)
    except (BrokenPipeError, ConnectionResetError):
        return False
    return True


def _send_long(part: bytes, connection: Connection) -> bool:
    """Sends until an answer comes: whoever sends on after it would lose it with the connection."""
    view, deadline = memoryview(part), time.monotonic() + PATIENCE
    while view:
        readable, writable, _ = select.select([connection.socket], [connection.socket], [], 1)
        if readable:
            return False
        if writable:
            view = view[connection.socket.send(view[:65_536]):]
        if time.monotonic() > deadline:
            raise TimeoutError
    return True


def _expect_silence(connection: Connection) -> None:
    """Nothing more may come."""
    connection.socket.settimeout(0.2)
    extra = connection.rest()
    connection.socket.settimeout(PATIENCE)
    if extra:
        raise Defect(f"bytes behind the last reply: {extra[:120]!r}")


def outcome(reply: Reply, case: Case) -> str:
    """What a reply counts as. Raises `Defect` for one that is not as documented."""
    if reply.status >= 500:
        raise Defect(f"status {reply.status}: {reply.body[:120]!r}")
    if 400 <= reply.status < 500:
        return f"HTTP {reply.status}"
    if reply.status != 200:
        raise Defect(f"status {reply.status}")
    if reply.headers.get("content-type") != "application/json":
        raise Defect(f"Content-Type {reply.headers.get('content-type')!r}")
    if not case.has_body:
        return "no body, as asked"
    try:
        response = json.loads(reply.body)["Response"]
        identifier = response["RequestId"]
    except (ValueError, KeyError, TypeError):
        raise Defect(f"no reply of the API: {reply.body[:120]!r}") from None
    if not REQUEST_ID.fullmatch(identifier):
        raise Defect(f"RequestId {identifier!r}")
    if "Error" not in response:
        if not case.may_succeed:
            raise Defect("accepted, and has to be refused")
        return "OK"
    code = response["Error"]["Code"]
    if code not in CODES:
        raise Defect(f"code {code} is not documented, or never an answer to bad input")
    return code
