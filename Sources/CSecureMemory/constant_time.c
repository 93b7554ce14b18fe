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

// 00 02 … 00, and at least eight bytes of padding.
static const size_t overhead = 3 + 8;

int hufu_pkcs1v15_unpad(const uint8_t *block, size_t block_byte_count, uint8_t *key, size_t key_byte_count) {
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

// Moves the bytes `distance` places to the front, one power of two after the other, so that no index tells `distance`.
static void move_to_front(uint8_t *bytes, size_t byte_count, uint32_t distance) {
    for (uint32_t step = 1; step < byte_count; step <<= 1) {
        const uint8_t keep = (uint8_t)(0 - is_zero(distance & step));
        for (size_t i = 0; i < byte_count; i++) {
            const uint8_t next = i + step < byte_count ? bytes[i + step] : 0;
            bytes[i] = (uint8_t)((bytes[i] & keep) | (next & ~keep));
        }
    }
}

int hufu_pkcs1v15_unpad_any(
    const uint8_t *block, size_t block_byte_count, uint8_t *message, size_t *message_byte_count) {
    *message_byte_count = 0;
    if (block_byte_count < overhead || block_byte_count > INT32_MAX) {
        return 0;
    }
    uint32_t separator = 0;
    uint32_t is_open = 1;  // no zero byte met yet
    for (size_t i = 2; i < block_byte_count; i++) {
        const uint32_t is_first = is_zero(block[i]) & is_open;
        separator |= (uint32_t)i & (0 - is_first);
        is_open ^= is_first;
    }
    const uint32_t first_place = (uint32_t)overhead - 1;
    uint32_t bad = block[0] | (uint32_t)(block[1] ^ 0x02) | is_open;
    bad |= (separator - first_place) >> 31;  // too little padding
    const uint32_t is_good = is_zero(bad);
    memcpy(message, block + overhead, block_byte_count - overhead);
    move_to_front(message, block_byte_count - overhead, (separator - first_place) & (0 - is_good));
    *message_byte_count = ((uint32_t)block_byte_count - 1 - separator) & (0 - is_good);
    return (int)is_good;
}
