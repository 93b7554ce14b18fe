#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes what the emulated machine starts from.

    image.py kernel VMLINUZ KERNEL             unpacks a distribution's kernel to the bytes it occupies in memory
    image.py disk KERNEL INIT DISK MEBIBYTES COMMAND-LINE PROGRAM [ARGUMENT ...]

The disk is the memory from 128 KiB below 16 MiB on: page tables (6 pages) | boot parameters (a page) | sector count
(32 bits, in a page) | command line | zeros up to 16 MiB | kernel | initial file system.
"""

import os
import struct
import subprocess
import sys

KERNEL_ADDRESS = 0x1000000
PAGE = 4096
SECTOR = 512
SECTORS_PER_COMMAND = 256  # rom.S reads so many at a time
HEADER_ADDRESS = KERNEL_ADDRESS - SECTOR * SECTORS_PER_COMMAND
SECTORS_PER_CYLINDER = 16 * 63
UNPACKERS = {b"\x02\x21\x4c\x18": "lz4", b"\x28\xb5\x2f\xfd": "zstd", b"\xfd7zX": "xz", b"\x1f\x8b\x08\x00": "gzip"}


def unpack_kernel(packed_path, path):
    """Takes the ELF file out of a bzImage (boot.rst: payload_offset and payload_length) and loads its segments."""
    with open(packed_path, "rb") as file:
        packed = file.read()
    start = (packed[0x1F1] + 1) * 512 + struct.unpack_from("<I", packed, 0x248)[0]
    length = struct.unpack_from("<I", packed, 0x24C)[0]
    payload = packed[start : start + length]
    unpacker = UNPACKERS.get(payload[:4])
    if unpacker is None:
        sys.exit(f"image.py: {packed_path} is packed in a way unknown here ({payload[:4].hex()})")
    if unpacker != "gzip":
        payload = payload[:-4]  # the kernel's build appends the length
    elf = subprocess.run([unpacker, "-dc"], input=payload, stdout=subprocess.PIPE, check=True).stdout
    entry, headers = struct.unpack_from("<QQ", elf, 24)
    size, count = struct.unpack_from("<HH", elf, 54)
    memory = bytearray()
    for index in range(count):
        header = struct.unpack_from("<IIQQQQQ", elf, headers + index * size)
        kind, _, offset, _, address, file_size, memory_size = header
        if kind != 1:  # PT_LOAD
            continue
        at = address - KERNEL_ADDRESS
        memory.extend(bytes(max(0, at + memory_size - len(memory))))
        memory[at : at + file_size] = elf[offset : offset + file_size]
    if entry != KERNEL_ADDRESS:
        sys.exit(f"image.py: {packed_path} does not start at 16 MiB")
    with open(path, "wb") as file:
        file.write(pad(memory, PAGE))


def pad(data, unit):
    return bytes(data) + bytes(-len(data) % unit)


def page_tables(address):
    """Maps the first 4 GiB onto themselves, by pages of 2 MiB."""
    directories = [address + (2 + index) * PAGE for index in range(4)]
    tables = pad(struct.pack("<Q", (address + PAGE) | 3), PAGE)
    tables += pad(struct.pack("<4Q", *(directory | 3 for directory in directories)), PAGE)
    return tables + b"".join(struct.pack("<Q", (index << 21) | 0x83) for index in range(4 * 512))


def boot_parameters(mebibytes, command_line_address, file_system_address, file_system_length):
    """The `struct boot_params` of the kernel (Documentation/arch/x86/zero-page.rst)."""
    page = bytearray(PAGE)
    memory = [(0, 0x9FC00), (0x100000, (mebibytes - 1) << 20)]
    page[0x1E8] = len(memory)
    struct.pack_into("<H", page, 0x1FE, 0xAA55)
    struct.pack_into("<4sH", page, 0x202, b"HdrS", 0x20F)
    page[0x210] = 0xFF  # a boot loader without a number of its own
    page[0x211] = 1  # the kernel stands where it was linked to
    struct.pack_into("<II", page, 0x218, file_system_address, file_system_length)
    struct.pack_into("<I", page, 0x228, command_line_address)
    for index, (start, length) in enumerate(memory):
        struct.pack_into("<QQI", page, 0x2D0 + 20 * index, start, length, 1)
    return bytes(page)


def file_system(entries):
    """A `cpio` archive in the format "newc" of (name, mode, contents)."""
    archive = b""
    for number, (name, mode, contents) in enumerate(entries + [("TRAILER!!!", 0, b"")], start=1):
        fields = [number, mode, 0, 0, 1, 0, len(contents), 0, 0, 0, 0, len(name) + 1, 0]
        head = "070701" + "".join(f"{field:08x}" for field in fields)
        archive += pad(head.encode() + name.encode() + b"\0", 4) + pad(contents, 4)
    return archive


def make_disk(kernel_path, init_path, disk_path, mebibytes, command_line, program_path, *arguments):
    contents = []
    for path in (kernel_path, init_path, program_path):
        with open(path, "rb") as file:
            contents.append(file.read())
    kernel, init, program = contents
    words = b"".join(os.fsencode(word) + b"\0" for word in (program_path, *arguments))
    files = file_system([
        ("dev", 0o40755, b""), ("proc", 0o40555, b""), ("tmp", 0o41777, b""),
        ("init", 0o100755, init), ("program", 0o100755, program), ("arguments", 0o100644, words),
    ])  # fmt: skip
    parameters = boot_parameters(int(mebibytes), HEADER_ADDRESS + 8 * PAGE, KERNEL_ADDRESS + len(kernel), len(files))
    body = pad(kernel + files, SECTOR * SECTORS_PER_COMMAND)
    sectors = SECTORS_PER_COMMAND + len(body) // SECTOR
    header = page_tables(HEADER_ADDRESS) + parameters + pad(struct.pack("<I", sectors), PAGE) + command_line.encode()
    header = pad(header + b"\0", SECTOR * SECTORS_PER_COMMAND)
    with open(disk_path, "wb") as file:
        file.write(pad(header + body, SECTOR * SECTORS_PER_CYLINDER))


if __name__ == "__main__":
    {"kernel": unpack_kernel, "disk": make_disk}[sys.argv[1]](*sys.argv[2:])
