#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/basis_constants.h: SM4's state in the basis in which the S-box begins with AES's inversion.

    basis.py            prints the header
    basis.py --check    proves it for all 256 inputs and compares with the header in the repository

The state is kept as M * x (aes_field.py), so that the S-box needs no map before the inversion: the constant T * C goes
into the round keys. The S-box's output b is never formed. With j counting byte positions from the most significant one,
b <<< 2 over the whole word takes P(b) = b << 2 from position j and Q(b) = b >> 6 from j + 1, so
    L(B)[j] = (I + P) b[j] + (P + Q)(b[j+1] + b[j+2]) + (I + Q) b[j+3].
With y = M (I + P) S and z = M (I + Q) S, whose sum is w = M (P + Q) S, two maps of the inversion's output suffice. The
key schedule's linear map L'(B) = B + (B <<< 13) + (B <<< 23) takes one map for each position: I, << 5, >> 3 + << 7, >> 1.
"""

import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import field
import header
from aes_field import AFTER_INVERSION, INVERSION_CONSTANT, TO_BASIS, aes_inverse, check_isomorphism, compose, plus, rows

FROM_BASIS = field.invert(TO_BASIS)
IDENTITY = rows(lambda x: x)


def shift(count):
    """The matrix of b << count, or of b >> -count."""
    return rows(lambda b: (b << count) & 0xFF if count >= 0 else b >> -count)


# What follows the inversion in each map: name, matrix on the S-box's output, what it is.
MAPS = [
    ("Y", plus(IDENTITY, shift(2)), "y = M (I + P) S"),
    ("Z", plus(IDENTITY, shift(-6)), "z = M (I + Q) S"),
    ("W", plus(shift(2), shift(-6)), "w = y + z = M (P + Q) S"),
    ("KEY0", IDENTITY, "L': what it takes from position j"),
    ("KEY1", shift(5), "L' from position j + 1"),
    ("KEY2", plus(shift(-3), shift(7)), "L' from position j + 2"),
    ("KEY3", shift(-1), "L' from position j + 3"),
]

# GB/T 32907-2016, 7.3: the family key, and byte j of the fixed parameter CK[i] is (4 i + j) * 7 modulo 256.
FAMILY_KEY = bytes.fromhex("a3b1bac656aa3350677d9197b27022dc")
FIXED_PARAMETER = bytes((4 * i + j) * 7 % 256 for i in range(32) for j in range(4))


def after_inversion(matrix):
    """Matrix and constant that turn inv_aes(M x + T C) into M * matrix * S(x)."""
    return compose(TO_BASIS, matrix, AFTER_INVERSION), field.apply(compose(TO_BASIS, matrix), field.C)


def to_basis(values, constant):
    """Bytes in the state's basis, plus a constant."""
    return bytes(field.apply(TO_BASIS, v) ^ constant for v in values)


def text():
    """The text of the C header."""
    return header.wrap("basis", "SM4's state in the basis in which the S-box begins with AES's inversion", [
        "/// T * C: what the input of each inversion needs beside the state, part of each round key.",
        f"#define CSM4_BASIS_KEY_CONSTANT 0x{INVERSION_CONSTANT:02X}", "",
        "/// M * FK: the family key (GB/T 32907-2016, 7.3).",
        *header.table("csm4_basis_family_key", to_basis(FAMILY_KEY, 0)), "",
        "/// M * CK + T * C: the fixed parameters of the 32 rounds of the key schedule.",
        *header.table("csm4_basis_fixed_parameter", to_basis(FIXED_PARAMETER, INVERSION_CONSTANT)),
    ])


def rotate(word, count):
    """A 32-bit word rotated to the left."""
    return (word << count | word >> (32 - count)) & 0xFFFFFFFF


def linear(word):
    """L, the linear transform of a round (GB/T 32907-2016, 6.2)."""
    return word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)


def key_linear(word):
    """L', that of a round of the key schedule (7.3)."""
    return word ^ rotate(word, 13) ^ rotate(word, 23)


def byte_of(word, position):
    """Byte 0, the most significant, to 3 of a word."""
    return word >> 8 * (3 - position % 4) & 0xFF


def inverted(x):
    """What the instruction inverts to for the state byte x."""
    return aes_inverse(field.apply(TO_BASIS, x) ^ INVERSION_CONSTANT)


def check_maps(mapped):
    """Proves for all inputs that L and L' can be put together from maps: `mapped(x)` names their outputs in the basis."""
    for x in range(256):
        assert field.apply(AFTER_INVERSION, inverted(x)) ^ field.C == field.PUBLISHED[x]
        out = mapped(x)
        assert out["W"] == out["Y"] ^ out["Z"]
        plain = {name: field.apply(FROM_BASIS, byte) for name, byte in out.items()}
        word = field.PUBLISHED[x] << 24
        for distance, name in enumerate("YWWZ"):
            assert plain[name] == byte_of(linear(word), -distance)
            assert plain[f"KEY{distance}"] == byte_of(key_linear(word), -distance)


def check():
    """Proves formula, isomorphism and the maps by themselves."""
    field.check_formula()
    check_isomorphism()
    maps = {name: after_inversion(matrix) for name, matrix, _ in MAPS}
    check_maps(lambda x: {n: field.apply(m, inverted(x)) ^ c for n, (m, c) in maps.items()})


if __name__ == "__main__":
    header.main("basis", text, check, __doc__)
