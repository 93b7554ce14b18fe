#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens what hufu sealed, given the raw key material: docs/formats.md in about a hundred lines, nothing of hufu in it.

    hufu_decrypt.py --material FILE [--context k=v ...] [IN] [OUT]

FILE holds the raw material (32 bytes fips, 16 bytes sm-crypto). IN is a message (binary or text) or a file; IN and OUT
default to standard input and output. Needs Python 3.9 and PyPI's `cryptography` >= 42. Python cannot wipe memory:
run it on a machine that may hold the material.
"""
import argparse, base64, contextlib, os, struct, sys, tempfile

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import constant_time, hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

HASH = {1: hashes.SHA256, 2: hashes.SM3}
CIPHER = {1: algorithms.AES, 2: algorithms.SM4}
KEY_LENGTH = {1: 32, 2: 16}
NAME = {1: "fips", 2: "sm-crypto"}
MESSAGE_OVERHEAD, LONGEST_PLAINTEXT = 100, 2**31 - 1


class Refused(Exception):
    """One line that says why."""


def require(condition, reason):
    if not condition:
        raise Refused(reason)


def derive(edition, key, purpose, context):
    """K_enc and the commitment: SP 800-108r1 in counter mode over HMAC, 512 bits (formats.md, "Derive")."""
    def block(i):
        mac = hmac.HMAC(key, HASH[edition]())
        label = f"hufu/1/{NAME[edition]}/{purpose}".encode()
        mac.update(struct.pack(">I", i) + label + b"\0" + context + struct.pack(">I", 512))
        return mac.finalize()
    return block(1)[:KEY_LENGTH[edition]], block(2)


def open_sealed(edition, key, aad, sealed, reason):
    """nonce 12 || ciphertext || tag 16; nothing is returned before the tag verified."""
    decryptor = Cipher(CIPHER[edition](key), modes.GCM(sealed[:12], sealed[-16:])).decryptor()
    decryptor.authenticate_additional_data(aad)
    try:
        return decryptor.update(sealed[12:-16]) + decryptor.finalize()
    except InvalidTag:
        raise Refused(reason) from None


def pairs(context):
    """The canonical bytes of a map of strings (formats.md, "Pairs")."""
    entries = sorted((key.encode(), value.encode()) for key, value in context.items())
    return b"".join(struct.pack(">I", len(part)) + part for entry in entries for part in entry)


def open_message(message, material, context):
    """Returns the edition byte and the plaintext of a binary message."""
    require(MESSAGE_OVERHEAD <= len(message) <= MESSAGE_OVERHEAD + LONGEST_PLAINTEXT, "not a message: wrong length")
    require(message[:2] == b"HF", "not a message: wrong magic")
    require(message[2] == 1, f"message format {message[2]} is unknown")
    edition = message[3]
    require(edition in NAME, f"edition {edition} is unknown")
    require(len(material) == KEY_LENGTH[edition],
            f"{NAME[edition]} material has {KEY_LENGTH[edition]} bytes, the given one {len(material)}")
    digest = hashes.Hash(HASH[edition]())
    digest.update(pairs(context))
    key, commitment = derive(edition, material, "message", message[:40] + digest.finalize())
    reason = "wrong material, wrong context, or a damaged message"
    require(constant_time.bytes_eq(commitment, message[40:72]), reason)
    return edition, open_sealed(edition, key, message[:72], message[72:], reason)


def message_of_text(text):
    """The binary message of hufu.1.<edition>.<Base64url>; one text per message."""
    parts = text.split(b".")
    require(len(parts) == 4 and parts[:2] == [b"hufu", b"1"], "not a message: the text does not begin with hufu.1.")
    try:
        message = base64.b64decode(parts[3] + b"=" * (-len(parts[3]) % 4), altchars=b"-_", validate=True)
    except ValueError:
        message = b""
    canonical = base64.urlsafe_b64encode(message).rstrip(b"=") == parts[3]
    require(message and canonical, "not a message: the text is not Base64url as hufu writes it")
    named = NAME.get(message[3], "").encode() if len(message) > 3 else parts[2]
    require(named == parts[2], "the text's prefix contradicts its bytes")
    return message


def open_file(read, write, material, context):
    """Opens a HUFUFILE chunk by chunk. `read(n)` gives n bytes, or fewer at the end; the magic is read already."""
    head = b"HUFUFILE" + read(24)
    require(len(head) == 32, "the file's header is cut off")
    version, edition, sealed_length, chunk = struct.unpack(">BBHI", head[8:16])
    require(version == 1, f"file format {version} is unknown")
    require(edition in NAME, f"edition {edition} is unknown")
    require(sealed_length == MESSAGE_OVERHEAD + KEY_LENGTH[edition], "the sealed data key has a wrong length")
    require(4096 <= chunk <= 16777216 and chunk & (chunk - 1) == 0, "the chunk size is not allowed")
    sealed_key, commitment = read(sealed_length), read(32)
    require(len(sealed_key) == sealed_length and len(commitment) == 32, "the file's header is cut off")
    require(sealed_key[3] == edition, "the sealed data key is of another edition")
    data_key = open_message(sealed_key, material, context)[1]
    key, expected = derive(edition, data_key, "file", head + sealed_key)
    require(constant_time.bytes_eq(expected, commitment), "the file's header is damaged")
    index, ahead = 0, read(chunk + 28 + 1)
    while True:
        sealed, ahead = ahead[:chunk + 28], ahead[chunk + 28:]
        last = not ahead
        require(len(sealed) >= (28 if index == 0 else 29), f"the file is cut off in chunk {index}")
        require(index < 2**32, "the file has more than 2^32 chunks")
        aad = commitment + struct.pack(">IB", index, last)
        write(open_sealed(edition, key, aad, sealed, f"chunk {index} is damaged, displaced, or the file is cut off"))
        if last:
            return
        index, ahead = index + 1, ahead + read(chunk + 28)


@contextlib.contextmanager
def output(path):
    """Where plaintext goes: under its final name only when all of it verified."""
    if path == "-":
        yield sys.stdout.buffer
        return sys.stdout.buffer.flush()
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(os.path.abspath(path)), prefix=".hufu-")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def decrypt(source, target, material, context):
    """Opens whichever of the three forms `source` holds."""
    magic = source.read(8)
    if magic == b"HUFUFILE":
        return open_file(source.read, target.write, material, context)
    message = magic + source.read()
    if magic.startswith(b"hufu."):
        message = message_of_text(message[:-1] if message.endswith(b"\n") else message)  # a line's end is no part of it
    target.write(open_message(message, material, context)[1])


def main():
    parser = argparse.ArgumentParser(description="Opens messages and files that hufu sealed.")
    parser.add_argument("--material", required=True, metavar="FILE", help="the raw key material")
    parser.add_argument("--context", action="append", default=[], metavar="k=v", help="a pair of the context")
    parser.add_argument("input", nargs="?", default="-", metavar="IN", help="what hufu sealed; - is standard input")
    parser.add_argument("output", nargs="?", default="-", metavar="OUT", help="the plaintext; - is standard output")
    arguments = parser.parse_args()
    try:
        context = dict(pair.split("=", 1) for pair in arguments.context if "=" in pair)
        require(len(context) == len(arguments.context), "--context takes k=v, each key once")
        with open(arguments.material, "rb") as file:
            material = file.read(65)
        standard = contextlib.nullcontext(sys.stdin.buffer)
        with standard if arguments.input == "-" else open(arguments.input, "rb") as source:
            with output(arguments.output) as target:
                decrypt(source, target, material, context)
    except (Refused, OSError, UnicodeEncodeError) as error:
        sys.exit(f"hufu_decrypt: {error}")


if __name__ == "__main__":
    main()
