// SPDX-License-Identifier: Apache-2.0

/// What runs with secrets marked undefined: a function of a kernel, or a planted leak.
#ifndef ROW_H
#define ROW_H

#include "CSM4.h"

enum { row_text_bytes = 4096 + 7 };

/// The memory of one row. `key` and `text` are secret when the row runs.
typedef struct bench {
    const csm4_kernel *kernel;
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t context[CSM4_GCM_MEMORY_BYTES];
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t stream[CSM4_GCM_STREAM_MEMORY_BYTES];
    uint8_t key[CSM4_KEY_BYTES];
    uint8_t text[row_text_bytes], output[row_text_bytes];
    uint8_t aad[100];
    uint8_t nonce[CSM4_BLOCK_BYTES];
    uint8_t tag[CSM4_GCM_TAG_BYTES];
} bench;

typedef struct row {
    const char *name;
    void (*run)(bench *bench);
} row;

extern const row rows[];
extern const size_t row_count;

/// Rows that use a secret as they must not: memcheck must report them.
extern const row controls[];
extern const size_t control_count;

#endif
