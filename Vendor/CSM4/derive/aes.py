#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/aes_constants.h: the maps of basis.py for CPUs that have AES's round but no Galois field instruction.

    aes.py            prints the header
    aes.py --check    proves it for all 256 inputs and compares with the header in the repository

AESENCLAST with a zero key gives s = F * inv(u) + 0x63 (FIPS 197, 5.1.1) of the bytes in the order of ShiftRows, which a
shuffle takes back. A linear map of s is two lookups in tables of 16 bytes, one for each half of the byte, by PSHUFB.
Since the maps are linear, positions are summed before they are mapped: with u[j] = s[j] + s[j+1] + s[j+2]
    L(B)[j] = Y u[j] + Z u[j+1]
(s[j+1] and s[j+2] are in both sums, so they meet Y + Z = W). All constants together are one, kept in the table of Y's
lower half.
"""

import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import basis
import field
import header
from aes_field import aes_inverse, compose, rows

AES_CONSTANT = 0x63
AES_MATRIX = rows(lambda x: x ^ field.rotate_byte(x, 1) ^ field.rotate_byte(x, 2) ^ field.rotate_byte(x, 3)
                  ^ field.rotate_byte(x, 4))
AES_BACK = field.invert(AES_MATRIX)


def substituted(x):
    """AES's S-box of x."""
    return field.apply(AES_MATRIX, aes_inverse(x)) ^ AES_CONSTANT


def halves(matrix, constant):
    """The two tables of a matrix; the constant goes into the first."""
    return ([field.apply(matrix, n) ^ constant for n in range(16)], [field.apply(matrix, n << 4) for n in range(16)])


def after_substitution(name):
    """Matrix and constant of a map as they apply to s."""
    matrix = next(matrix for n, matrix, _ in basis.MAPS if n == name)
    linear, constant = basis.after_inversion(matrix)
    linear = compose(linear, AES_BACK)
    return linear, field.apply(linear, AES_CONSTANT) ^ constant


def tables():
    """All tables: name, what it is, the two halves."""
    y, z, w = (after_substitution(name) for name in "YZW")
    # The sums of three s hold the constant 0x63 once, and y, z and two w hold theirs: together that of w.
    assert y[1] ^ z[1] == w[1]
    result = [
        ("to_basis", "The map M to the basis of the state", halves(basis.TO_BASIS, 0)),
        ("from_basis", "The map back", halves(basis.FROM_BASIS, 0)),
        ("y", "Y, with the constant of L", halves(y[0], w[1])),
        ("z", "Z", halves(z[0], 0)),
    ]
    for distance in range(4):
        what = f"L': what it takes from position j + {distance}"
        result.append((f"key{distance}", what, halves(*after_substitution(f"KEY{distance}"))))
    return result


def unshift(distance):
    """The shuffle after AESENCLAST that undoes ShiftRows and takes dword k from dword k + distance.

    ShiftRows moves byte r of dword c from dword c + r, so byte i of dword k of the sources stands in dword k - i.
    """
    return [4 * ((k + distance - i) % 4) + i for k in range(4) for i in range(4)]


def text():
    """The text of the C header."""
    lines = []
    for name, what, both in tables():
        lines += [f"/// {what}: of the lower and of the upper half of a byte."]
        lines += header.table(f"csm4_aes_{name}", both[0] + both[1]) + [""]
    lines += ["/// Shuffles that undo ShiftRows and rotate the dwords of a lane by 0, 1, 2 and 3."]
    lines += header.table("csm4_aes_unshift", sum((unshift(d) for d in range(4)), []))
    return header.wrap("aes", "SM4's maps for AESENCLAST and PSHUFB", lines)


def check():
    """Proves the basis, the tables for all bytes at all positions, and the shuffles."""
    basis.check()
    maps = {name: both for name, _, both in tables()}

    def look_up(name, byte):
        return maps[name][0][byte & 15] ^ maps[name][1][byte >> 4]

    assert [substituted(x) for x in (0x00, 0x01, 0x53)] == [0x63, 0x7C, 0xED]  # FIPS 197, 5.1.1 and figure 7
    for x in range(256):
        assert look_up("to_basis", x) == field.apply(basis.TO_BASIS, x)
        assert look_up("from_basis", look_up("to_basis", x)) == x
        for position in range(4):
            word = [0x5A ^ n for n in range(4)]  # any other bytes
            word[position] = x
            s = [substituted(look_up("to_basis", byte) ^ basis.INVERSION_CONSTANT) for byte in word]
            u = [s[j] ^ s[(j + 1) % 4] ^ s[(j + 2) % 4] for j in range(4)]
            out = [look_up("y", u[j]) ^ look_up("z", u[(j + 1) % 4]) for j in range(4)]
            out_key = [0, 0, 0, 0]
            for j in range(4):
                for distance in range(4):
                    out_key[j] ^= look_up(f"key{distance}", s[(j + distance) % 4])
            replaced = int.from_bytes(bytes(field.PUBLISHED[byte] for byte in word), "big")
            assert bytes(look_up("from_basis", b) for b in out) == basis.linear(replaced).to_bytes(4, "big")
            assert bytes(look_up("from_basis", b) for b in out_key) == basis.key_linear(replaced).to_bytes(4, "big")
    shifted = [4 * ((c + r) % 4) + r for c in range(4) for r in range(4)]  # where AESENCLAST takes each byte from
    for distance in range(4):
        assert [shifted[i] for i in unshift(distance)] == [(4 * distance + p) % 16 for p in range(16)]


if __name__ == "__main__":
    header.main("aes", text, check, __doc__)
