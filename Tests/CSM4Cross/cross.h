// SPDX-License-Identifier: Apache-2.0

/// Tests of every kernel that a processor runs, in C alone, so that they can be compiled for another one and emulated.
#ifndef CSM4_CROSS_H
#define CSM4_CROSS_H

#include "kernel.h"

/// How many checks of one kernel went well, and not.
typedef struct {
    const csm4_kernel *kernel;
    unsigned long passed, failed;
} tally;

/// Counts a check; prints the first ten failures with `format` as printf(3) wants it.
__attribute__((format(printf, 3, 4))) void check(tally *tally, bool is_right, const char *format, ...);

/// The examples of GB/T 32907-2016 and RFC 8998.
void known_answers(tally *tally);

/// Seeded random cases, each compared with the portable kernel: every length up to 600 bytes, then `count` cases of up
/// to 20 KiB. All buffers lie between pages that cannot be touched.
void random_cases(tally *tally, unsigned long count, uint64_t seed);

/// That no call leaves round keys, hash keys or E(J0) on the stack or in vector registers.
void residues(tally *tally);

#endif
