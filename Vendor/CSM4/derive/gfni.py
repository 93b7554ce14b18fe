#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/gfni_constants.h: SM4's rounds for GF2P8AFFINEINVQB, which inverts in AES's field and maps the result.

    gfni.py            prints the header
    gfni.py --check    proves it for all 256 inputs and compares with the header in the repository

The state is kept as M * x (aes_field.py), so that the S-box needs no map before the inversion: the constant T * C goes
into the round keys. Its output is never formed. With b the output at one byte position, j counting from the most
significant one, (b <<< 2 over the whole word) takes P(b) = b << 2 from position j and Q(b) = b >> 6 from j + 1, so
    L(B)[j] = (I + P) b[j] + (P + Q)(b[j+1] + b[j+2]) + (I + Q) b[j+3].
Two instructions give y = M (I + P) S and z = M (I + Q) S, whose sum is M (P + Q) S. The key schedule's linear map
L'(B) = B + (B <<< 13) + (B <<< 23) takes one map for each position: I, << 5, >> 3 + << 7, >> 1.
"""

import pathlib
import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import aes_field
import field
from aes_field import AFTER_INVERSION, INVERSION_CONSTANT, TO_BASIS, compose, plus, rows

HEADER = pathlib.Path(__file__).resolve().parent.parent / "kernels" / "gfni_constants.h"

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


def operand(matrix):
    """A matrix as the instruction wants it: the row of output bit i in byte 7 - i."""
    return sum(row << 8 * (7 - i) for i, row in enumerate(matrix))


def after_inversion(matrix):
    """Matrix and constant that turn inv_aes(M x + T C) into M * matrix * S(x)."""
    return compose(TO_BASIS, matrix, AFTER_INVERSION), field.apply(compose(TO_BASIS, matrix), field.C)


def table(values):
    """C source of a table of bytes, 16 in a line."""
    return ["    " + ", ".join(f"0x{v:02X}" for v in values[i:i + 16]) + "," for i in range(0, len(values), 16)]


def to_basis(values, constant):
    """Bytes in the state's basis, plus a constant."""
    return bytes(field.apply(TO_BASIS, v) ^ constant for v in values)


def header():
    """The text of the C header."""
    lines = [
        "// SPDX-License-Identifier: Apache-2.0", "",
        "/// SM4 for GF2P8AFFINEINVQB. Made by derive/gfni.py, which explains and proves it; do not edit.",
        "#ifndef CSM4_GFNI_CONSTANTS_H", "#define CSM4_GFNI_CONSTANTS_H", "", "#include <stdint.h>", "",
        "/// The map M to the basis of the state, and back (operands of GF2P8AFFINEQB).",
        f"#define CSM4_GFNI_TO_BASIS 0x{operand(TO_BASIS):016X}",
        f"#define CSM4_GFNI_FROM_BASIS 0x{operand(FROM_BASIS):016X}", "",
        "/// T * C: what the input of each inversion needs beside the state, part of each round key.",
        f"#define CSM4_GFNI_KEY_CONSTANT 0x{INVERSION_CONSTANT:02X}",
    ]
    for name, matrix, what in MAPS:
        linear, constant = after_inversion(matrix)
        lines += ["", f"/// {what}.", f"#define CSM4_GFNI_{name} 0x{operand(linear):016X}",
                  f"#define CSM4_GFNI_{name}_CONSTANT 0x{constant:02X}"]
    lines += ["", "/// M * FK: the family key (GB/T 32907-2016, 7.3).",
              "static const uint8_t csm4_gfni_family_key[16] = {", *table(to_basis(FAMILY_KEY, 0)), "};", "",
              "/// M * CK + T * C: the fixed parameters of the 32 rounds of the key schedule.",
              "static const uint8_t csm4_gfni_fixed_parameter[128] = {",
              *table(to_basis(FIXED_PARAMETER, INVERSION_CONSTANT)), "};", "", "#endif", ""]
    return "\n".join(lines)


def rotate(word, count):
    """A 32-bit word rotated to the left."""
    return (word << count | word >> (32 - count)) & 0xFFFFFFFF


def check_maps():
    """Proves the maps for all inputs, and L and L' put together from them for every byte at every position."""
    linear = {name: after_inversion(matrix) for name, matrix, _ in MAPS}
    for x in range(256):
        inverted = aes_field.aes_inverse(field.apply(TO_BASIS, x) ^ INVERSION_CONSTANT)
        assert field.apply(AFTER_INVERSION, inverted) ^ field.C == field.PUBLISHED[x]
        out = {name: field.apply(matrix, inverted) ^ constant for name, (matrix, constant) in linear.items()}
        assert out["W"] == out["Y"] ^ out["Z"]
        plain = {name: field.apply(FROM_BASIS, byte) for name, byte in out.items()}
        for position in range(4):
            word = field.PUBLISHED[x] << 8 * (3 - position)
            expected = word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)
            for target in range(4):
                name = {0: "Y", 1: "W", 2: "W", 3: "Z"}[(position - target) % 4]
                assert plain[name] == expected >> 8 * (3 - target) & 0xFF
            expected = word ^ rotate(word, 13) ^ rotate(word, 23)
            for target in range(4):
                assert plain[f"KEY{(position - target) % 4}"] == expected >> 8 * (3 - target) & 0xFF


def check():
    """Proves formula, isomorphism, maps and header."""
    field.check_formula()
    aes_field.check_isomorphism()
    check_maps()
    assert HEADER.read_text() == header(), f"{HEADER.name} is not what gfni.py makes"
    print(f"isomorphism, maps and {HEADER.name}: right for all 256 inputs")


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif len(sys.argv) == 1:
        sys.stdout.write(header())
    else:
        sys.exit(__doc__)
