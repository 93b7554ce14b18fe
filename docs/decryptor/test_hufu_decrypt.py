# SPDX-License-Identifier: Apache-2.0
"""Tests of hufu_decrypt.py: the worked examples of docs/formats.md, and everything that must be refused.

    python3 -m unittest discover --start-directory docs/decryptor
"""
import base64
import functools
import io
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unittest

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, modes

import hufu_decrypt as decryptor

PROGRAM = pathlib.Path(decryptor.__file__).resolve()
CONTEXT = {"tenant": "甲", "app": "hufu"}
PLAINTEXT = b"tiger"


def worked_examples():
    """Reads the values of the page's last section: per edition, a map from the value's name to its text."""
    page = (PROGRAM.parent.parent / "formats.md").read_text(encoding="utf-8")
    examples = {}
    for edition, name in decryptor.NAME.items():
        block = re.search(rf"^### {name}\n```\n(.*?)^```", page, re.MULTILINE | re.DOTALL).group(1)
        values, current = {}, None
        for line in block.splitlines():
            if line.startswith("  "):
                values[current] += line.strip()
            else:
                current, _, value = re.fullmatch(r"(H\(pairs\)|[\w ]+?)(, \d+ bytes)?(?: +([0-9a-f]+))?", line).groups()
                values[current] = value or ""
        examples[edition] = values
    return examples


WORKED = worked_examples()
MESSAGE = {edition: bytes.fromhex(values["message"]) for edition, values in WORKED.items()}
TEXT = {edition: values["text"].encode() for edition, values in WORKED.items()}
FILE = {edition: bytes.fromhex(values["file"]) for edition, values in WORKED.items()}


def material(edition):
    return bytes(range(decryptor.KEY_LENGTH[edition]))


def seal(edition, key, nonce, aad, plaintext):
    encryptor = Cipher(decryptor.CIPHER[edition](key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(aad)
    return nonce + encryptor.update(plaintext) + encryptor.finalize() + encryptor.tag


def seal_message(edition, plaintext, context, salt, nonce):
    head = b"HF\x01" + bytes([edition]) + bytes(range(0xA0, 0xB0)) + struct.pack(">I", 1) + salt
    digest = hashes.Hash(decryptor.HASH[edition]())
    digest.update(decryptor.pairs(context))
    key, commitment = decryptor.derive(edition, material(edition), "message", head + digest.finalize())
    return head + commitment + seal(edition, key, nonce, head + commitment, plaintext)


class SealedFile:
    """A file of ours, in parts that tests rearrange."""

    def __init__(self, edition, plaintext, chunk=4096):
        data_key = bytes(range(0xC0, 0xC0 + decryptor.KEY_LENGTH[edition]))
        sealed_key = seal_message(edition, data_key, {}, bytes(range(0x60, 0x70)), bytes(range(0x70, 0x7C)))
        head = b"HUFUFILE" + struct.pack(">BBHI", 1, edition, len(sealed_key), chunk) + bytes(range(0x80, 0x90))
        key, commitment = decryptor.derive(edition, data_key, "file", head + sealed_key)
        pieces = [plaintext[start:start + chunk] for start in range(0, len(plaintext), chunk)] or [b""]
        self.header = head + sealed_key + commitment
        self.chunks = [
            seal(edition, key, struct.pack(">Q", 0x9091929394959697) + struct.pack(">I", 0x98999A9B + index),
                 commitment + struct.pack(">IB", index, index == len(pieces) - 1), piece)
            for index, piece in enumerate(pieces)]

    def bytes(self):
        return self.header + b"".join(self.chunks)


def opened(sealed, edition, context=None):
    target = io.BytesIO()
    decryptor.decrypt(io.BytesIO(sealed), target, material(edition), context or {})
    return target.getvalue()


def in_each_edition(test):
    """Runs a test method once per edition, each run reported by name."""
    @functools.wraps(test)
    def run(self):
        for edition, name in decryptor.NAME.items():
            with self.subTest(edition=name):
                test(self, edition)
    return run


class EditionCase(unittest.TestCase):
    def assert_refused(self, pattern, sealed, edition, context=None):
        with self.assertRaisesRegex(decryptor.Refused, pattern):
            opened(sealed, edition, context)


class WorkedExamples(EditionCase):
    def test_pairs_are_sorted_by_their_bytes(self):
        self.assertEqual(
            decryptor.pairs(CONTEXT).hex(), "0000000361707000000004687566750000000674656e616e7400000003e794b2")
        self.assertEqual(decryptor.pairs({}), b"")

    @in_each_edition
    def test_derived_values(self, edition):
        values, key_id = WORKED[edition], bytes(range(0xA0, 0xB0)) + struct.pack(">I", 1)
        digest = hashes.Hash(decryptor.HASH[edition]())
        digest.update(decryptor.pairs(CONTEXT))
        hashed = digest.finalize()
        self.assertEqual(hashed.hex(), values["H(pairs)"])
        key, commitment = decryptor.derive(edition, material(edition), "message", MESSAGE[edition][:40] + hashed)
        self.assertEqual((key.hex(), commitment.hex()), (values["K_enc"], values["commitment"]))

        def authenticated(key, data):
            mac = hmac.HMAC(key, decryptor.HASH[edition]())
            mac.update(data)
            return mac.finalize().hex()

        name = b"hufu/1/" + decryptor.NAME[edition].encode()
        check = struct.pack(">I", 1) + name + b"/check\0" + key_id + struct.pack(">I", 64)
        self.assertEqual(authenticated(material(edition), check)[:16], values["check value"])
        fingerprint = name + b"/fingerprint\0" + key_id + material(edition)
        self.assertEqual(authenticated(bytes(range(0xE0, 0x100)), fingerprint), values["F"])

    @in_each_edition
    def test_messages_open(self, edition):
        self.assertEqual(opened(MESSAGE[edition], edition, CONTEXT), PLAINTEXT)

    @in_each_edition
    def test_texts_open_and_are_the_messages(self, edition):
        self.assertEqual(decryptor.message_of_text(TEXT[edition]), MESSAGE[edition])
        self.assertEqual(opened(TEXT[edition] + b"\n", edition, CONTEXT), PLAINTEXT)

    @in_each_edition
    def test_files_open(self, edition):
        self.assertEqual(opened(FILE[edition], edition), PLAINTEXT)

    @in_each_edition
    def test_what_these_tests_seal_has_the_worked_bytes(self, edition):
        message = seal_message(edition, PLAINTEXT, CONTEXT, bytes(range(0x40, 0x50)), bytes(range(0x50, 0x5C)))
        self.assertEqual(message, MESSAGE[edition])
        self.assertEqual(SealedFile(edition, PLAINTEXT, 1 << 20).bytes(), FILE[edition])


class RefusedMessages(EditionCase):
    @in_each_edition
    def test_each_flipped_bit(self, edition):
        message = MESSAGE[edition]
        for bit in range(8 * len(message)):
            altered = bytearray(message)
            altered[bit // 8] ^= 1 << bit % 8
            with self.assertRaises(decryptor.Refused, msg=f"bit {bit}"):
                decryptor.open_message(bytes(altered), material(edition), CONTEXT)

    @in_each_edition
    def test_each_truncation_and_an_extension(self, edition):
        message = MESSAGE[edition]
        for length in range(len(message)):
            with self.assertRaises(decryptor.Refused, msg=f"length {length}"):
                decryptor.open_message(message[:length], material(edition), CONTEXT)
        self.assert_refused("wrong material, wrong context", message + b"\0", edition, CONTEXT)

    @in_each_edition
    def test_another_context(self, edition):
        message = MESSAGE[edition]
        for context in ({}, {"tenant": "甲"}, {"tenant": "乙", "app": "hufu"}, {"app": "甲", "tenant": "hufu"}):
            self.assert_refused("wrong material, wrong context", message, edition, context)

    @in_each_edition
    def test_other_material_and_material_of_another_length(self, edition):
        message = MESSAGE[edition]
        with self.assertRaisesRegex(decryptor.Refused, "wrong material"):
            decryptor.open_message(message, bytes(decryptor.KEY_LENGTH[edition]), CONTEXT)
        for length in {0, 16, 24, 31, 32, 33} - {decryptor.KEY_LENGTH[edition]}:
            with self.assertRaisesRegex(decryptor.Refused, f"{decryptor.KEY_LENGTH[edition]} bytes"):
                decryptor.open_message(message, bytes(length), CONTEXT)

    @in_each_edition
    def test_headers_have_their_own_reasons(self, edition):
        message = MESSAGE[edition]
        for offset, value, reason in (
                (0, 0x49, "magic"), (2, 2, "format 2"), (3, 3, "edition 3"), (3, 0, "edition 0")):
            altered = message[:offset] + bytes([value]) + message[offset + 1:]
            self.assert_refused(reason, altered, edition, CONTEXT)

    def test_texts_not_in_canonical_form(self):
        text = TEXT[1]
        prefix, body = text[:12], text[12:]
        self.assertEqual(prefix, b"hufu.1.fips.")
        spare = base64.urlsafe_b64encode(MESSAGE[1][:104]).rstrip(b"=")  # 104 bytes: two spare bits
        for altered in (
                text + b"=", text + b" ", text + b"\r\n", b"hufu.2.fips." + body, b"hufu.1.sm-crypto." + body,
                text + b".", prefix + body[:8] + b"\n" + body[8:], prefix + body.replace(b"_", b"/"), prefix,
                prefix + spare[:-1] + bytes([spare[-1] + 1])):
            self.assert_refused("the text", altered, 1, CONTEXT)
        self.assert_refused("wrong length", prefix + base64.urlsafe_b64encode(b"HF\x01\x01").rstrip(b"="), 1, CONTEXT)


class RefusedFiles(EditionCase):
    plaintext = bytes(index * 7 & 0xFF for index in range(3 * 4096 + 100))

    @in_each_edition
    def test_lengths_around_a_chunk_open(self, edition):
        for length in (0, 1, 4095, 4096, 4097, 8192, 8193, len(self.plaintext)):
            sealed = SealedFile(edition, self.plaintext[:length])
            self.assertEqual(opened(sealed.bytes(), edition), self.plaintext[:length])
            self.assertEqual(len(sealed.chunks), max(1, -(-length // 4096)))

    @in_each_edition
    def test_chunks_dropped_doubled_swapped_cut_or_appended(self, edition):
        sealed = SealedFile(edition, self.plaintext)
        one, two, three, four = sealed.chunks
        for name, chunks in {
                "first dropped": [two, three, four], "middle dropped": [one, three, four],
                "last dropped": [one, two, three], "doubled": [one, one, two, three, four],
                "swapped": [one, three, two, four], "cut": [one, two, three, four[:-1]],
                "cut below a seal": [one, two, three, four[:27]], "cut to a seal": [one, two, three, four[:28]],
                "appended": [one, two, three, four, b"\0"], "last doubled": [one, two, three, four, four],
                "none": []}.items():
            with self.subTest(name):
                self.assert_refused("chunk", sealed.header + b"".join(chunks), edition)

    @in_each_edition
    def test_a_chunk_of_another_file(self, edition):
        ours, other = SealedFile(edition, self.plaintext), SealedFile(edition, self.plaintext, 8192)
        self.assert_refused("chunk 0", ours.header + b"".join(other.chunks), edition)

    @in_each_edition
    def test_each_flipped_bit_of_the_worked_file(self, edition):
        sealed = FILE[edition]
        for bit in range(8 * len(sealed)):
            altered = bytearray(sealed)
            altered[bit // 8] ^= 1 << bit % 8
            target = io.BytesIO()
            with self.assertRaises(decryptor.Refused, msg=f"bit {bit}"):
                decryptor.decrypt(io.BytesIO(altered), target, material(edition), {})
            self.assertEqual(target.getvalue(), b"")

    @in_each_edition
    def test_each_truncation_of_the_worked_file(self, edition):
        sealed = FILE[edition]
        for length in range(len(sealed)):
            with self.assertRaises(decryptor.Refused, msg=f"length {length}"):
                opened(sealed[:length], edition)

    @in_each_edition
    def test_header_fields_out_of_range(self, edition):
        sealed = FILE[edition]
        for offset, field, reason in (
                (8, b"\x02", "format 2"), (9, b"\x03", "edition 3"), (9, bytes([3 - edition]), "data key"),
                (10, b"\x00\x00", "wrong length"), (12, struct.pack(">I", 2048), "chunk size"),
                (12, struct.pack(">I", 1 << 25), "chunk size"), (12, struct.pack(">I", 4097), "chunk size"),
                (12, struct.pack(">I", 4096), "header is damaged"), (35, bytes([3 - edition]), "another edition")):
            altered = sealed[:offset] + field + sealed[offset + len(field):]
            self.assert_refused(reason, altered, edition)


class CommandLine(EditionCase):
    def run_program(self, edition, arguments, sealed=b""):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "material").write_bytes(material(edition))
            (folder / "in").write_bytes(sealed)
            done = subprocess.run(
                [sys.executable, "-W", "error", str(PROGRAM), "--material", "material", *arguments],
                cwd=folder, input=sealed, capture_output=True, check=False, timeout=60)
            files = {path.name: path.read_bytes() for path in folder.iterdir()}
        return done, {name: content for name, content in files.items() if name not in ("in", "material")}

    @in_each_edition
    def test_pipes_and_files(self, edition):
        context = ["--context", "tenant=甲", "--context", "app=hufu"]
        done, files = self.run_program(edition, context, TEXT[edition])
        self.assertEqual((done.returncode, done.stdout, files), (0, PLAINTEXT, {}))
        done, files = self.run_program(edition, ["in", "out"], FILE[edition])
        self.assertEqual((done.returncode, done.stdout, files), (0, b"", {"out": PLAINTEXT}))

    @in_each_edition
    def test_a_refused_file_leaves_nothing_and_one_line(self, edition):
        sealed = SealedFile(edition, RefusedFiles.plaintext).bytes()
        for altered in (sealed[:-1], sealed + b"\0", sealed[:-1] + bytes([sealed[-1] ^ 1])):
            done, files = self.run_program(edition, ["in", "out"], altered)
            self.assertEqual((done.returncode, done.stdout, files), (1, b"", {}))
            self.assertRegex(done.stderr.decode(), r"\Ahufu_decrypt: [^\n]+\n\Z")

    def test_arguments_that_make_no_sense(self):
        for arguments, reason in ((["--context", "tenant"], "k=v"), (["--context", "a=1", "--context", "a=2"], "once"),
                                  (["absent"], "absent"), (["--material", "absent"], "absent")):
            done, files = self.run_program(1, arguments, TEXT[1])
            self.assertEqual((done.returncode, done.stdout, files), (1, b"", {}))
            self.assertIn(reason, done.stderr.decode())


if __name__ == "__main__":
    unittest.main()
