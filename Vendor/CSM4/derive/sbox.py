#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Derives kernels/portable_sbox.h from the published S-box of GB/T 32907-2016.

    sbox.py            prints the header
    sbox.py --check    proves everything for all 256 inputs and compares with the header in the repository
    sbox.py --search N tries N tie-breaking seeds on the most promising bases and prints each better circuit
"""

import pathlib
import re
import sys

sys.dont_write_bytecode = True  # leaves no __pycache__ in the sources

import circuit
import field

# The smallest circuit that --search found: Y, Z, (w0, w1) and the seed of the ties.
CHOICE = (7, 13, (1, 93), 3)

HEADER = pathlib.Path(__file__).resolve().parent.parent / "kernels" / "portable_sbox.h"


def derive():
    """The proven circuit of CHOICE."""
    y, z, w, seed = CHOICE
    gates, output = circuit.candidate(circuit.Basis(y, z, w), circuit.Ties(seed))
    circuit.check_circuit(gates, output)
    return gates, output


def output_spread():
    """The byte K of L(CCCC) = KKKK, L as in GB/T 32907-2016, 6.2."""
    word = field.C * 0x01010101
    spread = word
    for count in (2, 10, 18, 24):
        spread ^= (word << count | word >> (32 - count)) & 0xFFFFFFFF
    assert spread == (spread & 0xFF) * 0x01010101
    return spread & 0xFF


def header():
    """The text of the C header."""
    gates, output = derive()
    lines = [
        "// SPDX-License-Identifier: Apache-2.0", "",
        "/// SM4's S-box as a Boolean circuit. Made by derive/sbox.py; do not edit: `derive/sbox.py --check` compares.",
        "#ifndef CSM4_PORTABLE_SBOX_H", "#define CSM4_PORTABLE_SBOX_H", "", "#include <stdint.h>", "",
        "/// S(x) = S'(x + CSM4_SBOX_INPUT) + CSM4_SBOX_OUTPUT, S' being the circuit.",
        f"#define CSM4_SBOX_INPUT 0x{field.INPUT_CONSTANT:02X}U", f"#define CSM4_SBOX_OUTPUT 0x{field.C:02X}U", "",
        "/// Each byte of L(C), C being four bytes CSM4_SBOX_OUTPUT and L the linear transform of a round.",
        f"#define CSM4_SBOX_OUTPUT_SPREAD 0x{output_spread():02X}U", "",
        f"/// Applies S' to 64 bytes: bit i of each is in x[i]. {len(gates)} gates.",
        "/// Inlined in any case: with a call the rounds take a quarter longer.",
        "__attribute__((always_inline)) static inline void csm4_portable_sbox(uint64_t x[8]) {",
    ]
    lines += [f"    const uint64_t x{i} = x[{i}];" for i in range(8)]
    lines += [f"    const uint64_t {name} = {left} {operator} {right};" for name, left, operator, right in gates]
    lines += [f"    x[{i}] = {name};" for i, name in enumerate(output)]
    return "\n".join(lines + ["}", "", "#endif", ""])


def check_text(text):
    """Raises AssertionError unless the C text, read gate by gate, is the S-box with its constants."""
    gates = re.findall(r"const uint64_t (t\d+) = (\w+) ([&|^]) (\w+);", text)
    output = [name for _, name in sorted(re.findall(r"x\[(\d)\] = (t\d+);", text))]
    constant = {name: int(value, 16) for name, value in re.findall(r"#define (CSM4_SBOX_\w+) 0x(\w\w)U", text)}
    for x in range(256):
        byte = circuit.run(gates, output, x ^ constant["CSM4_SBOX_INPUT"]) ^ constant["CSM4_SBOX_OUTPUT"]
        assert byte == field.PUBLISHED[x], f"{HEADER.name}: S({x:#04x})"


def check():
    """Proves formula, circuit and header."""
    field.check_formula()
    text = HEADER.read_text()
    check_text(text)
    assert text == header(), f"{HEADER.name} is not what sbox.py makes"
    print(f"formula, circuit ({len(derive()[0])} gates) and {HEADER.name}: right for all 256 inputs")


def search(seeds):
    """Prints every circuit smaller than all before it."""
    def size(basis):
        return len(circuit.candidate(circuit.Basis(*basis), circuit.Ties(0))[0])

    promising = sorted(circuit.bases(), key=size)[:150]
    best = None
    for seed in range(seeds):
        for y, z, w in promising:
            gates, output = circuit.candidate(circuit.Basis(y, z, w), circuit.Ties(seed))
            if best is None or len(gates) < best:
                best = len(gates)
                circuit.check_circuit(gates, output)
                print(best, (y, z, w, seed), flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        check()
    elif len(sys.argv) == 3 and sys.argv[1] == "--search":
        search(int(sys.argv[2]))
    elif len(sys.argv) == 1:
        sys.stdout.write(header())
    else:
        sys.exit(__doc__)
