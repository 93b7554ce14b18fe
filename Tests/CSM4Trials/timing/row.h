// SPDX-License-Identifier: Apache-2.0

/// What is measured: one function of a kernel, with inputs of two classes.
#ifndef ROW_H
#define ROW_H

#include "../draws.h"
#include "CSM4.h"

/// What is opened is short, so that little else hides the comparison of its tag.
enum { input_max = 256, row_text_bytes = 256, row_open_bytes = 32, row_aad_bytes = 16 };

/// The memory of one row. Both classes use the same: only the bytes in `input` differ.
typedef struct bench {
    const csm4_kernel *kernel;
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t context[CSM4_GCM_MEMORY_BYTES];
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t input[input_max];
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t output[row_text_bytes];
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t text[row_text_bytes];
    uint8_t fixed[input_max];
    uint8_t true_tag[CSM4_GCM_TAG_BYTES];
    uint8_t nonce[CSM4_GCM_NONCE_BYTES];
    uint8_t aad[row_aad_bytes];
} bench;

typedef struct row {
    const char *name;
    /// Bytes of input.
    size_t byte_count;
    /// Makes an input of class 0 or 1, long before it is timed.
    void (*make_input)(const bench *bench, draws *draws, int class, uint8_t *input);
    /// Does what must be done with the input, and not timed, before the call.
    void (*prepare)(bench *bench);
    /// The call that is timed.
    void (*run)(bench *bench);
} row;

extern const row rows[];
extern const size_t row_count;

/// The row that the control measures on the leaky kernel: wrong tags, first byte against last.
extern const row *const control_row;

/// Fills the memory of a row: random bytes, a key, a message of theirs and its tag.
void bench_open(bench *bench, const csm4_kernel *kernel, draws *draws);

#endif
