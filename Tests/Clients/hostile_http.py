# SPDX-License-Identifier: Apache-2.0
"""Attacks on HTTP itself: methods, targets, versions, lengths, smuggling, pipelines, connections cut short or slow."""

import random
from collections.abc import Callable, Iterator

from hostile_api import Target
from hostile_case import Case, of


def method(target: Target, draw: random.Random) -> Case:
    """A method that the API does not know, or none at all."""
    request = target.request(draw)
    request.method = draw.choice([
        "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "CONNECT", "post", "Post", "PROPFIND", "M" * 5000,
        "PO ST", "",
        "\x00", "P\xffST",
    ])
    return of("method", request)


def path(target: Target, draw: random.Random) -> Case:
    """Another target than `/`."""
    request = target.request(draw)
    request.target = draw.choice([
        "/x", "//", "/../", "/./", "/%2e%2e/", "/metrics/", "/health/../", "/?a=b", "/;x", "/#x", "*", "x", "",
        "/\x00", "/\xff",
        f"http://{target.host}/x", "http:///", "http://other.example/", "ftp://x/", "http://[::1", f"{target.host}",
        "/" + "a" * 9000,
        "/" + "a/" * 60_000,
        "/ /", "/\t", "?", "/%", "/%zz",
    ])
    # Clients and servers agree that this much is the same place. The absolute form has to be taken (RFC 9112 §3.2.2); what
    # it names is not looked at: the signature covers the Host header.
    return of("path", request, may_succeed=request.target in ("/#x", "?", "") or "://" in request.target)


def absolute(target: Target, draw: random.Random) -> Case:
    """The absolute form of the target, which every server has to take (RFC 9112 §3.2.2)."""
    request = target.random()
    request.target = f"http://{target.host}/"
    return of("absolute URI", request, may_succeed=True)


def protocol(target: Target, draw: random.Random) -> Case:
    """Another version of HTTP, or another protocol."""
    request = target.request(draw)
    request.protocol = draw.choice([
        "HTTP/1.2", "HTTP/2.0", "HTTP/0.9", "HTTP/9.9", "HTTP/1", "HTTP/1.1 x", "http/1.1", "ICY", "",
    ])
    data = draw.choice([
        request.encoded(), request.encoded(), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9), b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + draw.randbytes(500), draw.randbytes(draw.randint(1, 3000)),
        b"\r\n" * 2000, b"\x00" * 4000, b"A" * 100_000,
    ])
    return Case("protocol", data, may_succeed=True, closes=True)


def old_protocol(target: Target, draw: random.Random) -> Case:
    """HTTP/1.0, with and without keep-alive: answered as always."""
    request = target.random()
    request.protocol = "HTTP/1.0"
    if draw.random() < 0.5:
        request.headers.append(("Connection", "keep-alive"))
    return of("HTTP/1.0", request, may_succeed=True, must_answer=1)


def length(target: Target, draw: random.Random) -> Case:
    """A Content-Length that is none, or not the body's."""
    request = target.request(draw)
    count = len(request.body)
    text = draw.choice([
        "-1", "+5", "0x10", "5, 5", "5,6", "", " ", "1e3", "9" * 18, "9" * 19, "9" * 30, "9" * 3000, f"{count}x",
        "\xb2", str(2**63),
        str(2**64 + count), str(count - 1), str(count + 1), str(count + 10_000), "0",
    ])
    request.set("Content-Length", text)
    if count == 0:
        return of("Content-Length", request, may_succeed=True, closes=True)
    return of("Content-Length", request, replies=2, closes=True)


def chunked(target: Target, draw: random.Random) -> Case:
    """Chunks: sound ones are answered, others refused."""
    request = target.random()
    body = request.body
    request.remove("Content-Length")
    request.headers.append(("Transfer-Encoding", "chunked"))
    sound = b"".join(b"1\r\n" + body[at:at + 1] + b"\r\n" for at in range(len(body))) + b"0\r\n\r\n"
    one = b"%x\r\n%s\r\n" % (len(body), body)
    spoilt = draw.choice([
        None, b"", b"x\r\n", b"-1\r\n" + body, b"FFFFFFFFFFFFFFFFF\r\n", b"7fffffffffffffff\r\n" + body, b"0x5\r\n",
        one,
        b"%x \r\n%s\r\n0\r\n\r\n" % (len(body), body), b"%x\n%s\n0\n\n" % (len(body), body),
        one + b"1\r\nxx\r\n0\r\n\r\n",
        b"5;" + b"x" * 70_000, one + b"0\r\n" + b"X: y\r\n" * 20_000, one + b"0\r\nContent-Length: 5\r\n\r\n",
        b"\r\n" * 50,
    ])
    request.body = sound if spoilt is None else spoilt
    return of("chunks", request, may_succeed=True, must_answer=1 if spoilt is None else 0, closes=spoilt is not None)


def smuggling(target: Target, draw: random.Random) -> Case:
    """Two ways to say where a message ends: refused, or answered once, never read as two messages (RFC 9112 §6.3)."""
    request, inner = target.random(), target.random(17).encoded()
    body = request.body
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    encoding = draw.choice([
        "chunked", " chunked", "chunked, identity", "identity, chunked", "xchunked", "chunked\x0b", "\x00chunked",
        "chunked;q=1",
        "gzip, chunked", "CHUNKED", "chunked, chunked",
    ])
    shape = draw.randint(0, 4)
    if shape == 0:  # both, the length first: chunks end early
        request.headers.append(("Transfer-Encoding", encoding))
        request.body = chunks + inner
        request.set("Content-Length", str(len(request.body)))
    elif shape == 1:  # both, the encoding first: the length ends early
        request.headers.insert(1, ("Transfer-Encoding", encoding))
        request.body = chunks + inner
        request.set("Content-Length", str(len(chunks)))
    elif shape == 2:  # two lengths
        request.headers.append(("Content-Length", draw.choice(["0", str(len(body) - 1), str(len(body) + len(inner))])))
        request.body = body + inner
    elif shape == 3:  # a name with a blank, a folded line, a bare line feed
        name = draw.choice(["", "X: y\n", "X: y\r\n ", "\t"]) + "Transfer-Encoding"
        name += " " if name.startswith("T") else ""
        request.headers.insert(1, (name, "chunked"))
        request.body = chunks + inner
        request.set("Content-Length", str(len(request.body)))
    else:  # two encodings
        request.headers += [("Transfer-Encoding", "chunked"), ("Transfer-Encoding", encoding)]
        request.set("Content-Length", str(len(body)))
        request.body = chunks + inner
    return of(f"smuggling {shape}", request, may_succeed=True)


def pipeline(target: Target, draw: random.Random) -> Case:
    """Many requests at once: each is answered, in order."""
    count = draw.randint(2, 30)
    data = b"".join(target.random(place + 1).encoded() for place in range(count))
    return Case("pipeline", data, may_succeed=True, replies=count, must_answer=count)


def spoilt_pipeline(target: Target, draw: random.Random) -> Case:
    """A sound request, something broken, a sound request: the first is answered, the last perhaps not."""
    data = target.random().encoded() + draw.choice([b"\x00\r\n\r\n", b"GET\r\n\r\n", b"{}", b"POST / HTTP/1.1\r\n\r\n"])
    return Case("pipeline spoilt", data + target.random().encoded(), may_succeed=True, replies=3, closes=True)


def half_closed(target: Target, draw: random.Random) -> Case:
    """A client that says it sends no more: what it sent is answered."""
    return of("half-closed", target.random(), may_succeed=True, must_answer=1, closes=True)


def cut(target: Target, draw: random.Random) -> Case:
    """A request cut short anywhere."""
    data = target.request(draw).encoded()
    return Case("cut", data[:draw.randrange(1, len(data))], closes=True)


def flipped(target: Target, draw: random.Random) -> Case:
    """A few bytes of the whole request exchanged."""
    data = bytearray(target.request(draw).encoded())
    for _ in range(draw.randint(1, 4)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    return Case("flipped bytes", bytes(data), may_succeed=True, replies=2, closes=True)


def expectation(target: Target, draw: random.Random) -> Case:
    """Expectations and upgrades."""
    request = target.random()
    request.headers.append(draw.choice([
        ("Expect", "100-continue"), ("Expect", "tea"), ("Upgrade", "h2c"), ("Upgrade", "websocket"), ("Connection",
        "close"),
        ("Connection", "Upgrade, HTTP2-Settings"), ("TE", "trailers"), ("Content-Encoding", "gzip"), ("Range",
        "bytes=0-1"),
        ("Keep-Alive", "timeout=99999"), ("Trailer", "X"), ("Accept-Encoding", "gzip"), ("If-None-Match", "*"),
    ]))
    return of("expectation", request, may_succeed=True, must_answer=1)


FAMILIES: list[tuple[int, Callable[[Target, random.Random], Case]]] = [
    (6, method), (6, path), (1, absolute), (6, protocol), (2, old_protocol), (6, length), (6, chunked), (8, smuggling),
    (3, pipeline), (3, spoilt_pipeline), (3, half_closed), (8, cut), (12, flipped), (4, expectation),
]


def huge_bodies(target: Target, megabytes: int = 100) -> list[Case]:
    """Bodies of 100 MB: announced, in chunks, and announced while little comes."""
    block = b" " * 1_000_000
    announced = target.random()
    announced.set("Content-Length", str(megabytes * len(block)))
    in_chunks = target.random()
    in_chunks.remove("Content-Length")
    in_chunks.headers.append(("Transfer-Encoding", "chunked"))

    def plain() -> Iterator[bytes]:
        announced.body = b""
        yield announced.encoded()
        for _ in range(megabytes):
            yield block

    def chunks() -> Iterator[bytes]:
        in_chunks.body = b""
        yield in_chunks.encoded()
        for _ in range(megabytes):
            yield b"%x\r\n" % len(block) + block + b"\r\n"
        yield b"0\r\n\r\n"

    def head() -> Iterator[bytes]:
        yield target.random().encoded().partition(b"\r\n\r\n")[0] + b"\r\n"
        for _ in range(megabytes):
            yield b"X: " + block + b"\r\n"

    return [Case("100 MB announced", plain()), Case("100 MB in chunks", chunks()), Case("100 MB of headers", head())]


def slow(target: Target) -> list[tuple[str, bytes, float]]:
    """What is sent a byte every so many seconds; the server has to close such a connection in time."""
    request = target.random().encoded()
    head, _, _ = request.partition(b"\r\n\r\n")
    return [
        ("slow head", head, 0.5), ("slow body", request, 0.5), ("silent after a head", head + b"\r\n\r\n", 60),
        ("silent within a head", head[:40], 60), ("slow line ends", b"\r\n" * 100, 0.5),
    ]
