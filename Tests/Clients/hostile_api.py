# SPDX-License-Identifier: Apache-2.0
"""Attacks on what the API reads: headers, signatures, parameters, JSON, forms."""

import json
import random
import time
import urllib.parse
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from documented import sound_parameters
from hostile_case import Case, of
from wire import Client, Credential, Request, authorization, signed_form, signed_get, signed_request

LONGEST_BODY = 64 * 1024


@dataclass
class Target:
    """The server under attack, and what it holds."""

    host: str
    credential: Credential
    key: str
    external: str
    blob: str

    def parameters(self) -> dict[str, dict]:
        """Every action with sound parameters."""
        return sound_parameters(self.key, self.external, self.blob, str(uuid.UUID(int=5, version=1)))

    def request(self, draw: random.Random) -> Request:
        """A sound request for a random action."""
        action, parameters = draw.choice(list(self.parameters().items()))
        return signed_request(action, parameters, self.credential, self.host)

    def signed(self, action: str, body: bytes) -> Request:
        """A request with that body, signed well, its action too: else one body for two actions looks like a replay."""
        return signed_request(action, body, self.credential, self.host, signed=Client.SIGNED)

    def random(self, size: int = 16) -> Request:
        """A sound request that every edition answers."""
        return signed_request("GenerateRandom", {"NumberOfBytes": size}, self.credential, self.host)


def _bytes(draw: random.Random, longest: int = 60) -> str:
    """Any bytes as Latin-1, line ends left out."""
    return draw.randbytes(draw.randint(1, longest)).decode("latin-1").replace("\r", "\x01").replace("\n", "\x00")


def header_missing(target: Target, draw: random.Random) -> Case:
    """A request without one of its headers."""
    request = target.request(draw)
    name = draw.choice([name for name, _ in request.headers if name != "Content-Length"])
    request.remove(name)
    return of("header missing", request, may_succeed=name in ("X-TC-Language", "X-TC-Region"))


def header_doubled(target: Target, draw: random.Random) -> Case:
    """A header twice, alike or not: which one counts must not be anybody's guess."""
    request = target.request(draw)
    name, value = draw.choice([pair for pair in request.headers if pair[0] != "Content-Length"])
    other = draw.choice([value, value + "x", "", "DescribeKey", _bytes(draw)])
    request.headers.insert(draw.randint(0, len(request.headers)), (draw.choice([name, name.upper()]), other))
    return of("header doubled", request)


def header_spoilt(target: Target, draw: random.Random) -> Case:
    """A header with any bytes in its value."""
    request = target.request(draw)
    name, value = draw.choice([pair for pair in request.headers if pair[0] not in ("Content-Length", "X-TC-Language")])
    more = _bytes(draw)
    request.set(name, draw.choice([more, value + more, more + value, "", "\x00", value + "\x00"]))
    # What the server does not look at, and a blank more, change nothing.
    return of("header spoilt", request, may_succeed=request.header(name).strip(" \t") in (value, ""))


def header_huge(target: Target, draw: random.Random) -> Case:
    """A header longer than any, or more of them than any request has."""
    request = target.request(draw)
    if draw.random() < 0.5:
        request.headers.append(("X-Long", "a" * draw.choice([1000, 8000, 9000, 40_000, 70_000, 300_000])))
    else:
        request.headers += [(f"X-{place}", "a") for place in range(draw.choice([10, 50, 60, 100, 1000, 20_000]))]
    return of("header huge", request, may_succeed=True)


def header_name(target: Target, draw: random.Random) -> Case:
    """A header whose name is none."""
    request = target.request(draw)
    name = draw.choice(["", " X", "X ", "X Y", "X\x00", "é", "X(", ":", "Content-Length ", "X\tY", _bytes(draw, 10)])
    request.headers.insert(draw.randint(1, len(request.headers)), (name, "1"))
    return of("header name", request, may_succeed=True, closes=True)


def signature_part(target: Target, draw: random.Random) -> Case:
    """One part of the Authorization exchanged."""
    request = target.request(draw)
    text = request.header("Authorization")
    signature = text[-64:]
    flipped = format(int(signature[5], 16) ^ draw.randint(1, 15), "x")
    spoilt = draw.choice([
        text.replace("TC3-HMAC-SHA256", draw.choice(["TC3-HMAC-SM3", "TC3", "tc3-hmac-sha256", "AWS4-HMAC", ""])),
        text.replace("/kms/", draw.choice(["/cvm/", "//", "/kms/kms/", "/KMS/"])),
        text.replace("tc3_request", draw.choice(["", "aws4_request", "tc3_request/x"])),
        text.replace(target.credential.secret_id, draw.choice(["", "AKIDunknown", "*", "' OR 1=1 --", "a" * 5000])),
        text.replace("content-type;host", draw.choice([
            "host;content-type", "content-type", "host", "", ";", "content-type;host;host", "Content-Type;Host",
            "content-type;host;x-not-sent", "content-type;host;" + ";".join(f"z{n}" for n in range(2000)),
        ])),
        text[:-64] + signature[:5] + flipped + signature[6:],
        text[:-1], text[:-64], text + "00", text[:-64] + "g" * 64, text[:-64] + "0" * 64, text[:-64] + signature.upper()
        if signature.upper() != signature else text[:-1],
        text.replace("Signature=", "Signature=="), text + ", Signature=" + signature, text.replace(", ", " "),
        text.replace("Credential=", "Credential"), text * 2, _bytes(draw, 300), text.replace("=", ""), "SKIP",
        "Basic YTpi",
    ])
    if spoilt == text:
        spoilt += "x"
    request.set("Authorization", spoilt)
    return of("signature part", request)


def timestamp(target: Target, draw: random.Random) -> Case:
    """A timestamp that is none, or far away, each with a signature of its own over that very text."""
    request, now = target.request(draw), int(time.time())
    text = draw.choice([
        "", "x", "-1", "0", f"{now}.5", f"+{now}", f"{now}e0", "9" * 19, "9" * 400, str(2**63), str(2**63 - 1), "٣",
        "0x5",
        str(now - draw.randint(301, 10**9)), str(now + draw.randint(310, 10**9)), f"{now}\x00", f"{now},{now}", "NaN",
    ])
    request.set("X-TC-Timestamp", text.encode("utf-8").decode("latin-1"))
    if text.isascii() and text.isdigit() and int(text) < 10**11:
        request.set("Authorization", authorization(request, target.credential, int(text)))
    return of("timestamp", request)


def envelope(target: Target, draw: random.Random) -> Case:
    """Another action, version, region, language, content type, token or payload mark; the signature is good."""
    request = target.request(draw)
    name, values = draw.choice([
        ("X-TC-Action", ["describekey", "Nothing", "", "../DescribeKey", "DescribeKey\x00", "a" * 7000, "%00", "é"]),
        ("X-TC-Version", ["2019-01-19", "", "1", "a" * 7000]), ("X-TC-Region", ["ap-nowhere", "é", "a" * 7000]),
        ("X-TC-Content-SHA256", ["UNSIGNED-PAYLOAD"]), ("X-TC-Token", ["token", "a" * 7000]),
        ("Content-Type", [
            "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/jso", "",
            "application/json-patch+json", "a/b" * 2000,
        ]),
    ])
    request.set(name, draw.choice(values))
    if name == "Content-Type":
        request.set("Authorization", authorization(request, target.credential, int(request.header("X-TC-Timestamp"))))
    return of("envelope", request)


def body_changed(target: Target, draw: random.Random) -> Case:
    """A body other than the one signed."""
    request = target.request(draw)
    body = bytearray(request.body)
    match draw.randint(0, 2):
        case 0: body[draw.randrange(len(body))] ^= 1 << draw.randrange(8)
        case 1: body.insert(draw.randint(0, len(body)), 0x20)
        case _: del body[draw.randrange(len(body))]
    request.body = bytes(body)
    request.set("Content-Length", str(len(body)))
    return of("body changed", request)


VALUES = [
    None, True, False, 0, 1, -1, 7, 31, 2**31, 2**53 + 1, 2**63, 2**64, 10**400, 0.5, 1.0, -0.0, 1e300, "", "0", "7",
    "-7", "1e3",
    "x", " ", "\x00", "a\x00b", "\ud800", "\U0001f405", "\u202e", "../..", "' OR '1'='1", "%s%n", "{}", "a" * 61,
    "a" * 1025,
    "A" * 5464, "=" * 8, "kms-x", [], [None], [[]], [1], ["x"], ["x"] * 101, [{}], {}, {"a": "b"}, {"TagKey": 1},
    {"": ""},
    "{\"a\":" * 300, "[" * 1000, "{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":1}", "null", "\"", str(uuid.UUID(int=0)),
    "A" * 36,
]


def parameter_type(target: Target, draw: random.Random) -> Case:
    """Any JSON type in the place of any parameter of any action."""
    action, sound = draw.choice(list(target.parameters().items()))
    parameters = json.loads(json.dumps(sound))
    others = ["KeyId", "Unknown", "MemberAccount", "HsmClusterId", "Tags"]
    name = draw.choice(list(parameters) if parameters and draw.random() < 0.8 else others)
    elements = parameters.get(name)
    if isinstance(elements, list) and draw.random() < 0.7:
        if isinstance(elements[0], dict) and draw.random() < 0.8:
            elements[0][draw.choice(list(elements[0]))] = draw.choice(VALUES)
        else:
            elements[draw.randrange(len(elements))] = draw.choice(VALUES)
    elif draw.random() < 0.1:
        parameters.pop(name, None)
    else:
        parameters[name] = draw.choice(VALUES)
    return of("parameter type", target.signed(action, json.dumps(parameters).encode()), may_succeed=True)


def _malformed(draw: random.Random, sound: bytes) -> bytes:
    """A body that is no JSON object, or an ambiguous one."""
    cut = draw.randrange(len(sound))
    return draw.choice([
        b"", sound[:cut], sound + b"x", sound + sound, b"\xef\xbb\xbf" + sound, sound.decode().encode("utf-16"),
        sound.replace(b'"', b"'") if b'"' in sound else b"'", b"null", b"[]", b"1", b'"x"', b"[" + sound + b"]",
        b'{"KeyId":"a","KeyId":"b"}', b'{"KeyId":"a","Key\\u0049d":"b"}', b"{/**/}", b"{,}", b'{"a":1,}', b"{a:1}",
        b'{"KeyId":NaN}', b'{"KeyId":01}', b'{"KeyId":+1}', b'{"KeyId":1.}', b'{"KeyId":.5}', b'{"KeyId":1e}',
        b'{"KeyId":"\n"}',
        b'{"KeyId":"\\x41"}', b'{"KeyId":"\\ud800"}', b'{"KeyId":"\\udc00\\ud800"}', b"\x00" * 64, b"{" * 100,
        sound[:cut] + draw.randbytes(4) + sound[cut:] + b"\xff",
    ])


def json_malformed(target: Target, draw: random.Random) -> Case:
    """A signed body that cannot be read."""
    action, sound = draw.choice([pair for pair in target.parameters().items() if pair[1]])
    body = _malformed(draw, json.dumps(sound).encode())
    return of("JSON malformed", target.signed(action, body))


def bad_utf8(target: Target, draw: random.Random) -> Case:
    """Bytes that are no UTF-8, in a name or a value."""
    bad = draw.choice([
        b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xe2\x82", b"\xf8\x88\x80\x80\x80",
        b"\xc1\x81",
    ])
    body = draw.choice([b'{"Alias":"%s"}', b'{"%s":1}', b'{"Alias":"a","Description":"x%sy"}']).replace(b"%s", bad)
    return of("bad UTF-8", target.signed(draw.choice(["CreateKey", "Encrypt", "ListKeys"]), body))


def nesting(target: Target, draw: random.Random) -> Case:
    """Arrays and objects up to 100,000 deep."""
    depth = draw.choice([50, 200, 1000, 10_000, 30_000, 65_000, 100_000])
    opening, closing = draw.choice([(b"[", b"]"), (b'{"a":', b"}"), (b'[{"a":', b"}]")])
    head, inner = draw.choice([(b"", b"1"), (b'{"KeyId":', b"1"), (b'{"Tags":', b"{}")])
    body = head + opening * depth + (inner + closing * depth if draw.random() < 0.5 else b"") + (b"}" if head else b"")
    return of("nesting", target.signed("CreateKey", body))


def context_depth(target: Target, draw: random.Random) -> Case:
    """JSON in a string within JSON: an encryption context that is deep, long or no flat object."""
    depth = draw.choice([2, 10, 500, 5000, 15_000])
    deep, long = '{"a":' * depth + "1" + "}" * depth, '{"a":"' + "b" * depth + '"'
    context = draw.choice([deep, long, "[" * depth, '{"a":["b"]}'])
    body = {"KeyId": target.key, "Plaintext": "aGk=", "EncryptionContext": context}
    return of("context depth", target.signed("Encrypt", json.dumps(body).encode()))


def body_length(target: Target, draw: random.Random) -> Case:
    """Bodies around the longest that is read."""
    length = LONGEST_BODY + draw.choice([-1, 0, 1, 2, 1000, 70_000, 1_000_000])
    body = b'{"NumberOfBytes":16}'.ljust(length)
    return of("body length", target.signed("GenerateRandom", body), may_succeed=length <= LONGEST_BODY)


def get(target: Target, draw: random.Random) -> Case:
    """A GET with a query that is not the one signed, with a body, or with parameters that contradict each other."""
    action, parameters = draw.choice(list(target.parameters().items()))
    request = signed_get(action, parameters, target.credential, target.host)
    mutation = draw.randint(0, 3)
    if mutation == 0:
        request.target += draw.choice(["&a=b", "&", "%", "&KeyId=x", "#x", "=", "&" * 5000])
    elif mutation == 1:
        request.body = draw.choice([b"{}", b"x" * 2000])
        request.set("Content-Length", str(len(request.body)))
    elif mutation == 2:
        request.method = "POST"
        request.set("Content-Length", "0")
    else:
        request.target = "/?" + draw.choice([
            "KeyId=%zz", "KeyId=%", "KeyId=%ff", "a=1&a=2", "KeyIds.0=a&KeyIds=b", "KeyIds.1=a",
            "KeyIds.99999999999999999999=a",
            ".".join(["a"] * 3000) + "=1", "&".join(f"a{place}=1" for place in range(2000)), "=", "..=1",
            "KeyIds.0.0.0=1",
        ])
        request.set("Authorization", authorization(request, target.credential, int(request.header("X-TC-Timestamp"))))
    return of("GET", request)


def form(target: Target, draw: random.Random) -> Case:
    """A form with version 1's signature, spoilt afterwards."""
    action, parameters = draw.choice(list(target.parameters().items()))
    method = draw.choice(["HmacSHA1", "HmacSHA256"])
    request = signed_form(action, parameters, target.credential, target.host, method=method)
    pairs = urllib.parse.parse_qsl(request.body.decode(), keep_blank_values=True)
    place = draw.randrange(len(pairs))
    name, value = pairs[place]
    spoilt = draw.choice([(name, value + "x"), (name + "x", value), (name, ""), (name, "\x00"), ("Signature", "")])
    pairs[place] = spoilt if spoilt != pairs[place] else (name, value + "x")
    more = draw.choice([b"", b"", b"&a=%", b"&a=%ff", b"&Nonce=2", b"&=", b"&&"])
    body = urllib.parse.urlencode(pairs).encode() + more
    request.body = body
    request.set("Content-Length", str(len(body)))
    return of("form", request)


FAMILIES: list[tuple[int, Callable[[Target, random.Random], Case]]] = [
    (8, header_missing), (8, header_doubled), (10, header_spoilt), (3, header_huge), (5, header_name),
    (12, signature_part), (6, timestamp), (6, envelope), (6, body_changed), (40, parameter_type), (12, json_malformed),
    (5, bad_utf8), (4, nesting), (4, context_depth), (3, body_length), (10, get), (10, form),
]
