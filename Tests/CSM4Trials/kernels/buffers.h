// SPDX-License-Identifier: Apache-2.0

/// The memory that a trial hands to a kernel, placed so that a byte read or written outside does not go unseen.
///
/// Each buffer lies in a stretch of its own between two pages that allow no access. It ends where the last one begins,
/// or begins where the first one ends, or lies between at any alignment. What is left of the stretch beside it holds a
/// pattern that must not change; AddressSanitizer, where it is on, also reports reads there.
#ifndef BUFFERS_H
#define BUFFERS_H

#include "../draws.h"

/// Where a buffer lies: against the page behind it, against the page before it, or between at alignments 0 to 63.
typedef enum placement { placement_end, placement_start, placement_none } placement;

/// The most bytes of one buffer.
enum { buffer_max = 1 << 20 };

/// Maps the stretches. Ends the program when that fails. Not for two threads.
void buffers_open(void);

/// Where all following buffers lie; without this call each buffer's place is drawn.
void buffers_fix(placement placement);

/// Takes all buffers back.
void buffers_reset(void);

/// A buffer; null, half of the time, where `byte_count` is 0. The name is for reports.
uint8_t *buffer_place(draws *draws, const char *name, size_t byte_count);

/// A buffer filled with a copy.
uint8_t *buffer_copy(draws *draws, const char *name, const uint8_t *bytes, size_t byte_count);

/// Memory for an object whose size and alignment are multiples of 64.
void *buffer_place_object(draws *draws, const char *name, size_t byte_count);

/// The name of the first buffer beside which a byte changed, or null. Looks 256 bytes far.
const char *buffers_changed_beside(void);

/// Describes an address that a fault reported, by the nearest buffer; an empty text where none is near.
void buffers_describe(uintptr_t address, char *text, size_t size);

#endif
