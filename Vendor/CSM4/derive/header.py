# SPDX-License-Identifier: Apache-2.0
"""What the scripts that make a header of constants share: its frame, its tables, and the choice of printing or checking."""

import pathlib
import sys

KERNELS = pathlib.Path(__file__).resolve().parent.parent / "kernels"


def wrap(name, title, lines):
    """The text of kernels/NAME_constants.h."""
    guard = f"CSM4_{name.upper()}_CONSTANTS_H"
    return "\n".join([
        "// SPDX-License-Identifier: Apache-2.0", "",
        f"/// {title}.", f"/// Made by derive/{name}.py, which explains and proves it; do not edit.",
        f"#ifndef {guard}", f"#define {guard}", "", "#include <stdint.h>", "",
        *lines, "", "#endif", "",
    ])


def table(name, values):
    """C source of a table of bytes, 16 in a line."""
    rows = [", ".join(f"0x{v:02X}" for v in values[i:i + 16]) for i in range(0, len(values), 16)]
    return [f"static const uint8_t {name}[{len(values)}] = {{", *(f"    {row}," for row in rows), "};"]


def main(name, text, check, usage):
    """Prints the header, or with --check proves it and compares it with the one in the repository."""
    if sys.argv[1:] == ["--check"]:
        check()
        path = KERNELS / f"{name}_constants.h"
        assert path.read_text() == text(), f"{path.name} is not what {name}.py makes"
        print(f"{path.name}: right for all 256 inputs")
    elif len(sys.argv) == 1:
        sys.stdout.write(text())
    else:
        sys.exit(usage)
