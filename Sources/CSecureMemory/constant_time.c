// SPDX-License-Identifier: Apache-2.0
//
// Operations on secrets whose time depends on lengths only.
#define _GNU_SOURCE
#include "CSecureMemory.h"

#include <string.h>

void hufu_wipe(void *bytes, size_t byte_count) {
    if (byte_count == 0) {
        return;
    }
    explicit_bzero(bytes, byte_count);
}

// 1 when `value` is zero, else 0. The empty asm keeps the compiler from turning the mask back into a branch.
static uint32_t is_zero(uint32_t value) {
    __asm__("" : "+r"(value));
    return (~value & (value - 1)) >> 31;
}

int hufu_equal(const uint8_t *left, const uint8_t *right, size_t byte_count) {
    uint32_t difference = 0;
    for (size_t i = 0; i < byte_count; i++) {
        difference |= (uint32_t)(left[i] ^ right[i]);
    }
    return (int)is_zero(difference);
}

int hufu_pkcs1v15_unpad(const uint8_t *block, size_t block_byte_count, uint8_t *key, size_t key_byte_count) {
    const size_t overhead = 3 + 8;  // 00 02 … 00, and at least eight bytes of padding
    if (block_byte_count < overhead || key_byte_count > block_byte_count - overhead) {
        return 0;
    }
    const size_t separator = block_byte_count - key_byte_count - 1;
    uint32_t bad = block[0] | (uint32_t)(block[1] ^ 0x02) | block[separator];
    for (size_t i = 2; i < separator; i++) {
        bad |= is_zero(block[i]);
    }
    memcpy(key, block + separator + 1, key_byte_count);
    return (int)is_zero(bad);
}
