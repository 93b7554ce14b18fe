#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/arm64_constants.h: SM4 by the AArch64 instructions AESE and TBL, and the parameters for SM4EKEY.

    arm64.py            prints the header
    arm64.py --check    proves it for all 256 inputs and compares with the header in the repository

AESE adds a key, applies AES's S-box and AES's ShiftRows (FIPS 197, 5.1.1 and 5.1.2). The S-box is inversion in AES's
field and then an affine map, so with the state kept as M * x (aes_field.py, basis.py) only maps after it are left: each
undoes AES's affine map and goes on with one of basis.py's. A map of bytes is two TBL, one for each nibble, whose
results are added. With y and z as in basis.py, W the sum of all four y and all four z of a word, and j a byte's
position:
    L(B)[j] = y[j] + w[j+1] + w[j+2] + z[j+3] = W + q[j]    where q[j] = z[j] + y[j+3], so that W is the sum of all q.
ShiftRows is undone by a TBL with fixed indices; where y moves by three positions, the same TBL does both.
"""

import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import aes_field
import basis
import field
import header
from aes_field import INVERSION_CONSTANT, TO_BASIS, compose

# FIPS 197, 5.1.1: output bit i is the sum of the input bits i, i+4, i+5, i+6, i+7, modulo 8.
AES_AFFINE = [sum(1 << (i + k) % 8 for k in (0, 4, 5, 6, 7)) for i in range(8)]
AES_CONSTANT = 0x63

# FIPS 197, 5.1.2 with byte r + 4 c in row r and column c: where each output byte comes from; and the inverse.
SHIFT_ROWS = [r + 4 * ((c + r) % 4) for c in range(4) for r in range(4)]
UNSHIFT = [SHIFT_ROWS.index(i) for i in range(16)]
UNSHIFT_3 = [UNSHIFT[i - i % 4 + (i + 3) % 4] for i in range(16)]


def shuffle(source, index):
    """TBL: the bytes of a register at these indices, 0 where an index is beyond it."""
    return [source[i] if i < len(source) else 0 for i in index]


def add(*registers):
    """The sum of registers."""
    total = [0] * len(registers[0])
    for register in registers:
        total = [a ^ b for a, b in zip(total, register)]
    return total


def aes_sbox(x):
    """AES's S-box."""
    return field.apply(AES_AFFINE, aes_field.aes_inverse(x)) ^ AES_CONSTANT


def aese(state, key):
    """The instruction."""
    return shuffle([aes_sbox(x) for x in add(state, key)], SHIFT_ROWS)


def nibbles(matrix, constant):
    """The two tables of an affine map: for the low nibble, with the constant; for the high one."""
    return [field.apply(matrix, n) ^ constant for n in range(16)] + [field.apply(matrix, n << 4) for n in range(16)]


def after_aese(matrix):
    """The tables that turn AES's S-box of (M x + T C) into M * matrix * S(x)."""
    linear, constant = basis.after_inversion(matrix)
    linear = compose(linear, field.invert(AES_AFFINE))
    return nibbles(linear, constant ^ field.apply(linear, AES_CONSTANT))


MATRIX = {name: matrix for name, matrix, _ in basis.MAPS}
BASIS = [("to_basis", nibbles(TO_BASIS, 0), "The map M to the basis of the state"),
         ("from_basis", nibbles(basis.FROM_BASIS, 0), "The map back")]
MAPS = [("y", after_aese(MATRIX["Y"]), "y = M (I + P) S, from the output of AESE"),
        ("z", after_aese(MATRIX["Z"]), "z = M (I + Q) S, from the output of AESE")]
KEY_MAPS = [after_aese(MATRIX[f"KEY{k}"]) for k in range(4)]
ORDERS = [("unshift", UNSHIFT, "Undoes ShiftRows"),
          ("unshift_3", UNSHIFT_3, "Undoes ShiftRows, then takes position j + 3 of each word to position j")]


def words(name, values):
    """C source of a table of big-endian words, 8 in a line."""
    numbers = [f"0x{int.from_bytes(values[i:i + 4], 'big'):08X}" for i in range(0, len(values), 4)]
    rows = [", ".join(numbers[i:i + 8]) for i in range(0, len(numbers), 8)]
    return [f"static const uint32_t {name}[{len(numbers)}] = {{", *(f"    {row}," for row in rows), "};"]


def text():
    """The text of the C header."""
    lines = ["/// The family key FK and the fixed parameters CK (GB/T 32907-2016, 7.3).",
             *words("csm4_arm64_family_key", basis.FAMILY_KEY),
             *words("csm4_arm64_fixed_parameter", basis.FIXED_PARAMETER)]
    for name, values, what in BASIS + MAPS:
        lines += ["", f"/// {what}: of the low nibble, of the high one.", *header.table(f"csm4_arm64_{name}", values)]
    lines += ["", "/// What L' takes of the output of AESE from position j; from j + 1; from j + 2; from j + 3.",
              *header.table("csm4_arm64_key_maps", sum(KEY_MAPS, []))]
    for name, values, what in ORDERS:
        lines += ["", f"/// {what}.", *header.table(f"csm4_arm64_{name}", values)]
    return header.wrap("arm64", "SM4 for AESE with TBL, and for SM4EKEY", lines)


def look_up(tables, register):
    """A map of a register as the kernel does it: two TBL and their sum."""
    return add(shuffle(tables[:16], [x & 15 for x in register]), shuffle(tables[16:], [x >> 4 for x in register]))


def word_map(register, linear):
    """S and then a linear map of words, on each big-endian word of a register, by the standard's definitions."""
    out = []
    for i in range(0, 16, 4):
        word = int.from_bytes(bytes(field.PUBLISHED[x] for x in register[i:i + 4]), "big")
        out += linear(word).to_bytes(4, "big")
    return out


def check_round(plain):
    """Proves both forms of L(S(x)), by words and by byte positions, for one register."""
    expected = look_up(BASIS[0][1], word_map(plain, basis.linear))
    output = aese(look_up(BASIS[0][1], plain), [INVERSION_CONSTANT] * 16)
    y, z = (look_up(tables, output) for _, tables, _ in MAPS)
    q = add(shuffle(z, UNSHIFT), shuffle(y, UNSHIFT_3))
    half = add(q, [q[i ^ 2] for i in range(16)])
    assert add(q, half, [half[i ^ 1] for i in range(16)]) == expected
    output = shuffle(output, UNSHIFT)
    y, z = (look_up(tables, output) for _, tables, _ in MAPS)
    for word in range(0, 16, 4):
        q = [z[word + j] ^ y[word + (j + 3) % 4] for j in range(4)]
        assert [q[j] ^ q[0] ^ q[1] ^ q[2] ^ q[3] for j in range(4)] == expected[word:word + 4]


def check_key_round(word):
    """Proves L'(S(x)) for a word that fills a register: ShiftRows then leaves it as it is."""
    expected = look_up(BASIS[0][1], word_map(word * 4, basis.key_linear))
    output = aese(look_up(BASIS[0][1], word * 4), [INVERSION_CONSTANT] * 16)
    part = [look_up(tables, output) for tables in KEY_MAPS]
    assert add(*[part[k][k:] + part[k][:k] for k in range(4)]) == expected


def check():
    """Proves basis and maps. Over the loop each of the 16 bytes takes all 256 values."""
    basis.check()
    assert aes_sbox(0x53) == 0xED, "FIPS 197, 5.1.1: the example"
    for x in range(256):
        plain = [(x * (2 * i + 1) + 17 * i) & 0xFF for i in range(16)]
        assert look_up(BASIS[1][1], look_up(BASIS[0][1], plain)) == plain
        check_round(plain)
        check_key_round(plain[:4])


if __name__ == "__main__":
    header.main("arm64", text, check, __doc__)
