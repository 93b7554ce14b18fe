// SPDX-License-Identifier: Apache-2.0
//
// What tests need and Swift cannot do. Linked into tests only.
#ifndef HUFU_CTESTPROBES_H
#define HUFU_CTESTPROBES_H

#include <stddef.h>
#include <stdint.h>

/// Writes `byte_count` bytes to `bytes`; returns 0 on success.
typedef int (*hufu_probe_fill)(void *_Nullable context, uint8_t *_Nonnull bytes, size_t byte_count);

/// Forks; the child calls `fill` and sends what it wrote through a pipe, then ends at once.
///
/// Returns 0 and the child's bytes in `bytes`, or -1.
int hufu_probe_fill_in_child(
    hufu_probe_fill _Nonnull fill, void *_Nullable context, uint8_t *_Nonnull bytes, size_t byte_count);

/// Gives up root's rights, if any, and sets RLIMIT_MEMLOCK to zero: from now on the process locks no memory. Returns 0,
/// or -1. For a process that ends with the test.
int hufu_probe_forbid_locking(void);

/// 1 where a sanitizer answers mlock(2) in the kernel's place, and always with success; else 0.
int hufu_probe_locking_is_feigned(void);

/// 1 where allocations can be counted; 0 under a sanitizer, which has an allocator of its own.
int hufu_probe_allocations_are_counted(void);

/// Counts from zero the blocks that the calling thread takes from the heap, by whatever library, also those it gives back
/// at once; a block resized counts as one.
void hufu_probe_start_counting(void);

/// Ends it and answers the count.
size_t hufu_probe_stop_counting(void);

#endif
