#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Copies Bochs with its GF2P8AFFINEQB and GF2P8AFFINEINVQB put right.

    gfni_parity.py BOCHS COPY

Bochs 2.7 takes even parity where the instructions are defined by odd parity, so every bit of a result is inverted. It
looks the parity of four bits up in a constant of 16 bits: 0x9669, which must be 0x6996. A Bochs without that constant
there is copied as it is. Whether the copy computes what the instructions are defined to compute, `instructions.c` says.
"""

import re
import shutil
import struct
import subprocess
import sys

WRONG, RIGHT = struct.pack("<I", 0x9669), struct.pack("<I", 0x6996)


def functions(path):
    """(address, address behind) of each affine instruction's code, from the dynamic symbols."""
    command = ["readelf", "--wide", "--dyn-syms", path]
    for line in subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        fields = line.split()
        if len(fields) >= 8 and fields[3] == "FUNC" and re.search(r"GF2P8AFFINE(INV)?QB_", fields[7]):
            yield int(fields[1], 16), int(fields[1], 16) + int(fields[2], 0)


def file_offset(data, address):
    """Where the program header table puts the byte at `address`."""
    headers = struct.unpack_from("<Q", data, 32)[0]
    size, count = struct.unpack_from("<HH", data, 54)
    for index in range(count):
        kind, _, offset, start, _, length = struct.unpack_from("<IIQQQQ", data, headers + index * size)
        if kind == 1 and start <= address < start + length:
            return address - start + offset
    sys.exit(f"gfni_parity.py: no segment holds {address:#x}")


def main(path, copy):
    shutil.copyfile(path, copy)
    shutil.copymode(path, copy)
    with open(copy, "r+b") as file:
        data = file.read()
        for start, end in functions(path):
            offset = file_offset(data, start)
            code = data[offset : offset + end - start]
            if WRONG in code:
                file.seek(offset)
                file.write(code.replace(WRONG, RIGHT))


if __name__ == "__main__":
    main(*sys.argv[1:])
