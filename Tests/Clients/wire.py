# SPDX-License-Identifier: Apache-2.0
"""Signed requests as bytes, and HTTP/1.1 over a socket: what no client library would send can be sent, too.

Signatures are TC3-HMAC-SHA256, and version 1 (HmacSHA1, HmacSHA256). Standard library only.
"""

import base64
import hashlib
import hmac
import json
import socket
import time
import urllib.parse
from dataclasses import dataclass, field

VERSION = "2019-01-18"
REGION = "ap-guangzhou"


@dataclass(frozen=True)
class Credential:
    """A SecretId and its SecretKey; the key is not shown."""

    secret_id: str
    secret_key: str = field(repr=False)


@dataclass
class Request:
    """A request in parts; every part may be spoilt before `encoded`."""

    method: str = "POST"
    target: str = "/"
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    protocol: str = "HTTP/1.1"

    def header(self, name: str) -> str:
        """The value of the first header of that name."""
        return next(value for key, value in self.headers if key.lower() == name.lower())

    def set(self, name: str, value: str) -> None:
        """Replaces a header, or adds it."""
        for place, (key, _) in enumerate(self.headers):
            if key.lower() == name.lower():
                self.headers[place] = (key, value)
                return
        self.headers.append((name, value))

    def remove(self, name: str) -> None:
        """Takes a header away."""
        self.headers = [pair for pair in self.headers if pair[0].lower() != name.lower()]

    def encoded(self) -> bytes:
        """The bytes to send. Header texts are Latin-1, so that any byte can stand in them."""
        lines = [f"{self.method} {self.target} {self.protocol}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + self.body


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode(), "sha256")


def signing_key(credential: Credential, date: str) -> bytes:
    """TC3's key of one day (UTC, YYYY-MM-DD)."""
    return _hmac(_hmac(_hmac(b"TC3" + credential.secret_key.encode(), date), "kms"), "tc3_request")


def authorization(
    request: Request, credential: Credential, timestamp: int, *, signed: tuple[str, ...] = ("content-type", "host"),
    key: bytes | None = None, payload_hash: str | None = None,
) -> str:
    """TC3's `Authorization` for a request whose headers are set already.

    `payload_hash` stands for the hash of the body; `key` saves deriving it.
    """
    date = time.strftime("%Y-%m-%d", time.gmtime(timestamp))
    path, _, query = request.target.partition("?")
    payload = payload_hash or hashlib.sha256(request.body if request.method == "POST" else b"").hexdigest()
    names = ";".join(signed)
    lines = "".join(f"{name}:{request.header(name).strip()}\n" for name in signed)
    canonical = f"{request.method}\n{path}\n{query}\n{lines}\n{names}\n{payload}"
    digest = hashlib.sha256(canonical.encode("latin-1")).hexdigest()
    text = f"TC3-HMAC-SHA256\n{timestamp}\n{date}/kms/tc3_request\n{digest}"
    signature = _hmac(key or signing_key(credential, date), text).hex()
    scope = f"{credential.secret_id}/{date}/kms/tc3_request"
    return f"TC3-HMAC-SHA256 Credential={scope}, SignedHeaders={names}, Signature={signature}"


def signed_request(
    action: str, parameters: dict | bytes, credential: Credential, host: str, *, timestamp: int | None = None,
    region: str | None = REGION, language: str = "en-US", signed: tuple[str, ...] = ("content-type", "host"),
) -> Request:
    """A POST as Tencent's SDK sends it. A body given as bytes is sent as it is."""
    body = parameters if isinstance(parameters, bytes) else json.dumps(parameters).encode()
    timestamp = int(time.time()) if timestamp is None else timestamp
    request = Request(body=body, headers=[
        ("Host", host), ("Content-Type", "application/json"), ("X-TC-Action", action), ("X-TC-Version", VERSION),
        ("X-TC-Timestamp", str(timestamp)), ("X-TC-Language", language), ("Content-Length", str(len(body))),
    ])
    if region is not None:
        request.headers.append(("X-TC-Region", region))
    request.headers.append(("Authorization", authorization(request, credential, timestamp, signed=signed)))
    return request


def flattened(value: object, name: str = "") -> list[tuple[str, str]]:
    """Parameters as a form has them: `KeyIds.0`, `Tags.0.TagKey`."""
    if isinstance(value, dict):
        return [pair for key, part in value.items() for pair in flattened(part, f"{name}.{key}" if name else key)]
    if isinstance(value, list):
        return [pair for place, part in enumerate(value) for pair in flattened(part, f"{name}.{place}")]
    return [(name, str(value))]


def signed_get(action: str, parameters: dict, credential: Credential, host: str) -> Request:
    """The same as a GET, signed with TC3."""
    request = signed_request(action, b"", credential, host)
    request.method, request.target = "GET", "/?" + urllib.parse.urlencode(flattened(parameters))
    request.set("Content-Type", "application/x-www-form-urlencoded")
    request.remove("Content-Length")
    request.set("Authorization", authorization(request, credential, int(request.header("X-TC-Timestamp"))))
    return request


def signed_form(
    action: str, parameters: dict, credential: Credential, host: str, *, method: str = "HmacSHA256", nonce: int = 11886,
) -> Request:
    """A form POST with a signature of version 1."""
    pairs = flattened(parameters) + [
        ("Action", action), ("Version", VERSION), ("Region", REGION), ("Timestamp", str(int(time.time()))),
        ("Nonce", str(nonce)), ("SecretId", credential.secret_id), ("SignatureMethod", method), ("Language", "en-US"),
    ]
    text = "POST" + host + "/?" + "&".join(f"{name}={value}" for name, value in sorted(pairs))
    hash_name = "sha256" if method == "HmacSHA256" else "sha1"
    signature = hmac.digest(credential.secret_key.encode(), text.encode(), hash_name)
    pairs.append(("Signature", base64.b64encode(signature).decode()))
    body = urllib.parse.urlencode(pairs).encode()
    return Request(body=body, headers=[
        ("Host", host), ("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", str(len(body))),
    ])


@dataclass
class Reply:
    """One HTTP reply, read whole."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def response(self) -> dict:
        """The object under `Response`; empty when the body is none of the API's."""
        try:
            inner = json.loads(self.body)["Response"]
        except (ValueError, KeyError, TypeError):
            return {}
        return inner if isinstance(inner, dict) else {}

    @property
    def code(self) -> str | None:
        """The error's code; None for success."""
        return self.response.get("Error", {}).get("Code")


class BrokenReply(Exception):
    """The server sent something that is no HTTP reply, or half a one."""


class Connection:
    """A connection of our own: bytes out, replies in."""

    def __init__(self, port: int, timeout: float = 20, host: str = "127.0.0.1"):
        self.socket = socket.create_connection((host, port), timeout=timeout)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the socket."""
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Sends all bytes."""
        self.socket.sendall(data)

    def _more(self) -> bool:
        try:
            part = self.socket.recv(65536)
        except ConnectionError:
            return False
        self._rest += part
        return bool(part)

    def reply(self, *, has_body: bool = True) -> Reply | None:
        """The next reply; None when the server closed instead. Interim replies (1xx) are passed over.

        Raises `BrokenReply` for half a reply or none of HTTP's, and `TimeoutError`.
        """
        while b"\r\n\r\n" not in self._rest:
            if not self._more():
                if self._rest:
                    raise BrokenReply(f"closed within a head: {self._rest[:80]!r}")
                return None
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        words = lines[0].split(" ", 2)
        if len(words) < 2 or not words[0].startswith("HTTP/1.") or not words[1].isdigit():
            raise BrokenReply(f"no status line: {lines[0][:80]!r}")
        pairs = (line.partition(":") for line in lines[1:])
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        status = int(words[1])
        if 100 <= status < 200:
            return self.reply(has_body=has_body)
        return Reply(status, headers, self._body(headers) if has_body and status not in (204, 304) else b"")

    def _body(self, headers: dict[str, str]) -> bytes:
        if headers.get("transfer-encoding") == "chunked":
            raise BrokenReply("a chunked reply: Content-Length is promised")
        if "content-length" not in headers:
            while self._more():
                pass
            body, self._rest = self._rest, b""
            return body
        length = int(headers["content-length"])
        while len(self._rest) < length:
            if not self._more():
                raise BrokenReply(f"closed after {len(self._rest)} of {length} bytes of a body")
        body, self._rest = self._rest[:length], self._rest[length:]
        return body

    def rest(self) -> bytes:
        """What came behind the last reply; waits for the socket's timeout when nothing did."""
        try:
            self._more()
        except TimeoutError:
            pass
        return self._rest

    def exchange(self, request: Request | bytes) -> Reply | None:
        """Sends one request, and reads its reply."""
        self.send(request if isinstance(request, bytes) else request.encoded())
        return self.reply()


class APIFailure(Exception):
    """The API answered with an error."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code = code


class Client:
    """Calls actions over one connection, kept alive; not for several threads.

    It signs `x-tc-action`, too: two actions with one body in one second have two signatures then.
    """

    SIGNED = ("content-type", "host", "x-tc-action")

    def __init__(self, port: int, credential: Credential, timeout: float = 30):
        self.port, self.credential, self.timeout = port, credential, timeout
        self.connection: Connection | None = None

    @property
    def host(self) -> str:
        """What the header `Host` says."""
        return f"127.0.0.1:{self.port}"

    def close(self) -> None:
        """Closes the connection; the next call opens another one."""
        if self.connection:
            self.connection.close()
            self.connection = None

    def call(self, action: str, **parameters: object) -> dict:
        """The action's answer. Raises `APIFailure`, and `OSError` when there was no answer."""
        self.connection = self.connection or Connection(self.port, self.timeout)
        try:
            reply = self.connection.exchange(
                signed_request(action, parameters, self.credential, self.host, signed=self.SIGNED))
        except (OSError, BrokenReply):
            self.close()
            raise
        if reply is None:
            self.close()
            raise ConnectionResetError("closed without an answer")
        if error := reply.response.get("Error"):
            raise APIFailure(error["Code"], error["Message"])
        return reply.response
