// SPDX-License-Identifier: Apache-2.0

/// Bytes in memory: big-endian loads and stores at any alignment, wiping, comparing. Private to CSM4.
#ifndef CSM4_BYTES_H
#define CSM4_BYTES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// The big-endian number in the next 4 bytes.
static inline uint32_t csm4_load32(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

/// The big-endian number in the next 8 bytes.
static inline uint64_t csm4_load64(const uint8_t *bytes) {
    return (uint64_t)csm4_load32(bytes) << 32 | csm4_load32(bytes + 4);
}

/// Writes 4 bytes, big-endian.
static inline void csm4_store32(uint8_t *bytes, uint32_t value) {
    bytes[0] = (uint8_t)(value >> 24);
    bytes[1] = (uint8_t)(value >> 16);
    bytes[2] = (uint8_t)(value >> 8);
    bytes[3] = (uint8_t)value;
}

/// Writes 8 bytes, big-endian.
static inline void csm4_store64(uint8_t *bytes, uint64_t value) {
    csm4_store32(bytes, (uint32_t)(value >> 32));
    csm4_store32(bytes + 4, (uint32_t)value);
}

/// XORs two blocks of 16 bytes. The output may be either.
static inline void csm4_xor_block(const uint8_t *left, const uint8_t *right, uint8_t *output) {
    uint64_t a[2];
    uint64_t b[2];
    memcpy(a, left, sizeof a);
    memcpy(b, right, sizeof b);
    a[0] ^= b[0];
    a[1] ^= b[1];
    memcpy(output, a, sizeof a);
}

/// Overwrites memory with zeros. The barrier tells the compiler that the zeros are read, so that it must write them.
static inline void csm4_wipe(void *memory, size_t byte_count) {
    memset(memory, 0, byte_count);
    __asm__ __volatile__("" : : "r"(memory) : "memory");
}

/// Overwrites the 4 KiB of stack below the caller's frame, where the functions it called kept what registers could not.
void csm4_wipe_stack(void);

/// Marks a variable as public from here on, where it was computed from secrets: the one branch on it is meant.
///
/// Does nothing, but under the check that runs with secrets marked undefined (`make test-secrets`).
#ifdef CSM4_CHECK_SECRETS
#include <valgrind/memcheck.h>
#define csm4_declassify(variable) ((void)VALGRIND_MAKE_MEM_DEFINED(&(variable), sizeof(variable)))
#else
#define csm4_declassify(variable) ((void)(variable))
#endif

/// Whether two byte strings are equal, in a time that depends on their length only. The answer is public.
///
/// The barrier hides from the compiler that the loop may end early.
static inline int csm4_equal(const uint8_t *left, const uint8_t *right, size_t byte_count) {
    uint32_t difference = 0;
    for (size_t i = 0; i < byte_count; i++) {
        difference |= (uint32_t)(left[i] ^ right[i]);
        __asm__ __volatile__("" : "+r"(difference));
    }
    int is_equal = (int)(1 & ((difference - 1) >> 8));
    csm4_declassify(is_equal);
    return is_equal;
}

#endif
