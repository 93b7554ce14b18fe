// SPDX-License-Identifier: Apache-2.0
//
// The emulated machine's whole firmware: 64 KiB that end at 4 GiB. Reads the first disk into memory, from 128 KiB below
// 16 MiB on, then enters the Linux kernel at 16 MiB by the 64-bit boot protocol (Documentation/arch/x86/boot.rst).
// `image.py` lays the disk out. There is no BIOS, before or after.

        .set    base, 0xffff0000                // where the ROM lies; its symbols are offsets into it
        .set    kernel, 0x1000000
        .set    page_tables, kernel - 0x20000   // what the first READ SECTORS brings
        .set    boot_params, page_tables + 0x6000
        .set    sector_count, page_tables + 0x7000
        .set    code_segment, 0x10
        .set    data_segment, 0x18
        .set    code32_segment, 0x20

        .text
        .code32
start32:
        movl    $data_segment, %eax
        movl    %eax, %ds
        movl    %eax, %es
        movl    %eax, %ss
        movb    $2, %al                         // open the A20 gate
        outb    %al, $0x92

        xorl    %ebx, %ebx                      // ebx: the next sector
        movl    $page_tables, %edi
        cld
read_command:                                   // READ SECTORS (28-bit) of 256 sectors
        movl    $0x1f2, %edx
        xorl    %eax, %eax
        outb    %al, %dx
        movl    %ebx, %eax
        incl    %edx
        outb    %al, %dx
        incl    %edx
        shrl    $8, %eax
        outb    %al, %dx
        incl    %edx
        shrl    $8, %eax
        outb    %al, %dx
        incl    %edx
        shrl    $8, %eax
        orb     $0xe0, %al
        outb    %al, %dx
        incl    %edx
        movb    $0x20, %al
        outb    %al, %dx
read_sector:
        movl    $0x1f7, %edx
        inb     %dx, %al
        andb    $0x88, %al                      // BSY, DRQ
        cmpb    $0x08, %al
        jne     read_sector
        movl    $0x1f0, %edx
        movl    $128, %ecx
        rep insl
        incl    %ebx
        testb   %bl, %bl
        jnz     read_sector
        cmpl    sector_count, %ebx
        jb      read_command

        movl    $page_tables, %eax
        movl    %eax, %cr3
        movl    $0x20, %eax                     // PAE
        movl    %eax, %cr4
        movl    $0xc0000080, %ecx               // EFER.LME
        rdmsr
        orl     $0x100, %eax
        wrmsr
        movl    %cr0, %eax
        orl     $0x80000000, %eax               // PG
        movl    %eax, %cr0
        ljmpl   $code_segment, $(base + start64)

        .code64
start64:
        movl    $boot_params, %esi
        movl    $kernel, %eax
        jmp     *%rax

        .balign 8
gdt:
        .quad   0, 0
        .quad   0x00af9b000000ffff              // 64-bit code
        .quad   0x00cf93000000ffff              // data
        .quad   0x00cf9b000000ffff              // 32-bit code
gdt_pointer:
        .word   gdt_pointer - gdt - 1
        .long   base + gdt

        .org    0xff00
        .code16
start16:
        cli
        lgdtl   %cs:gdt_pointer
        movl    %cr0, %eax
        orl     $1, %eax                        // PE
        movl    %eax, %cr0
        ljmpl   $code32_segment, $(base + start32)

        .org    0xfff0                          // where the processor starts
        jmp     start16
        .org    0x10000
