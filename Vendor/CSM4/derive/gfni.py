#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/gfni_constants.h: the maps of basis.py for GF2P8AFFINEINVQB, which inverts in AES's field and maps.

    gfni.py            prints the header
    gfni.py --check    proves it for all 256 inputs and compares with the header in the repository
"""

import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import basis
import field
import header


def operand(matrix):
    """A matrix as the instruction wants it: the row of output bit i in byte 7 - i."""
    return sum(row << 8 * (7 - i) for i, row in enumerate(matrix))


def text():
    """The text of the C header."""
    lines = [
        "/// The map M to the basis of the state, and back (operands of GF2P8AFFINEQB).",
        f"#define CSM4_GFNI_TO_BASIS 0x{operand(basis.TO_BASIS):016X}",
        f"#define CSM4_GFNI_FROM_BASIS 0x{operand(basis.FROM_BASIS):016X}",
    ]
    for name, matrix, what in basis.MAPS:
        linear, constant = basis.after_inversion(matrix)
        lines += ["", f"/// {what}.", f"#define CSM4_GFNI_{name} 0x{operand(linear):016X}",
                  f"#define CSM4_GFNI_{name}_CONSTANT 0x{constant:02X}"]
    return header.wrap("gfni", "SM4's maps for GF2P8AFFINEINVQB", lines)


def instruction(value, x):
    """GF2P8AFFINEQB without its constant, on one byte."""
    return sum((bin(value >> 8 * (7 - i) & 0xFF & x).count("1") & 1) << i for i in range(8))


def check():
    """Proves the basis, and the operands as the instruction reads them."""
    basis.check()
    operands = {n: tuple(map_of(m)) for n, m, _ in basis.MAPS}
    basis.check_maps(lambda x: {n: instruction(o, basis.inverted(x)) ^ c for n, (o, c) in operands.items()})
    for x in range(256):
        assert instruction(operand(basis.TO_BASIS), x) == field.apply(basis.TO_BASIS, x)
        assert instruction(operand(basis.FROM_BASIS), instruction(operand(basis.TO_BASIS), x)) == x


def map_of(matrix):
    """Operand and constant of the instruction for a map."""
    linear, constant = basis.after_inversion(matrix)
    return operand(linear), constant


if __name__ == "__main__":
    header.main("gfni", text, check, __doc__)
