// SPDX-License-Identifier: Apache-2.0

/// SM4's rounds by AESE and TBL: of 4 blocks by words, of 16 by byte positions. Private to arm64_aese.c.
///
/// The state is kept as M * x, see derive/arm64.py. AESE adds the round key and inverts; two maps by TBL follow. With 4
/// blocks a register holds one word of each, so that few instructions follow one another; with 16 it holds one byte of
/// each, so that a rotation is the name of a register and costs nothing.
#ifndef CSM4_ARM64_AESE_ROUNDS_H
#define CSM4_ARM64_AESE_ROUNDS_H

#include "arm64.h"
#include "arm64_constants.h"

enum { csm4_arm64_rounds = 32, csm4_arm64_round_key_bytes = 4 };

/// A map of bytes: the sum of what stands for the low and for the high nibble.
typedef struct {
    uint8x16_t low, high;
} csm4_arm64_map;

CSM4_ARM64_INLINE csm4_arm64_map csm4_arm64_load_map(const uint8_t tables[32]) {
    return (csm4_arm64_map){vld1q_u8(tables), vld1q_u8(tables + 16)};
}

/// Applies a map to bytes of which the nibbles are at hand.
CSM4_ARM64_INLINE uint8x16_t csm4_arm64_map_nibbles(csm4_arm64_map map, uint8x16_t low, uint8x16_t high) {
    return veorq_u8(vqtbl1q_u8(map.low, low), vqtbl1q_u8(map.high, high));
}

CSM4_ARM64_INLINE uint8x16_t csm4_arm64_low_nibbles(uint8x16_t bytes) {
    return vandq_u8(bytes, vdupq_n_u8(15));
}

CSM4_ARM64_INLINE uint8x16_t csm4_arm64_high_nibbles(uint8x16_t bytes) {
    return vshrq_n_u8(bytes, 4);
}

/// Applies a map.
CSM4_ARM64_INLINE uint8x16_t csm4_arm64_apply(csm4_arm64_map map, uint8x16_t bytes) {
    return csm4_arm64_map_nibbles(map, csm4_arm64_low_nibbles(bytes), csm4_arm64_high_nibbles(bytes));
}

/// What every round needs.
typedef struct {
    csm4_arm64_map y, z;
    uint8x16_t unshift, unshift_3;
} csm4_arm64_round_constants;

CSM4_ARM64_INLINE csm4_arm64_round_constants csm4_arm64_load_round_constants(void) {
    return (csm4_arm64_round_constants){
        .y = csm4_arm64_load_map(csm4_arm64_y),
        .z = csm4_arm64_load_map(csm4_arm64_z),
        .unshift = vld1q_u8(csm4_arm64_unshift),
        .unshift_3 = vld1q_u8(csm4_arm64_unshift_3),
    };
}

// MARK: 4 blocks

/// L(S(sum + key)) of 4 words: q + W, where W is the sum of the four bytes of q at each position.
CSM4_ARM64_AES CSM4_ARM64_INLINE uint8x16_t csm4_arm64_transform_words(
    csm4_arm64_round_constants constants, uint8x16_t sum, const uint8_t *key) {
    uint32_t word;
    memcpy(&word, key, sizeof word);
    uint8x16_t bytes = vaeseq_u8(sum, vreinterpretq_u8_u32(vdupq_n_u32(word)));
    uint8x16_t low = csm4_arm64_low_nibbles(bytes), high = csm4_arm64_high_nibbles(bytes);
    uint8x16_t y = csm4_arm64_map_nibbles(constants.y, low, high);
    uint8x16_t z = csm4_arm64_map_nibbles(constants.z, low, high);
    uint8x16_t q = veorq_u8(vqtbl1q_u8(z, constants.unshift), vqtbl1q_u8(y, constants.unshift_3));
    uint8x16_t half = veorq_u8(q, vreinterpretq_u8_u16(vrev32q_u16(vreinterpretq_u16_u8(q))));
    return veorq_u8(q, veorq_u8(half, vrev16q_u8(half)));
}

/// The 32 rounds of 4 blocks, word i of each in x[i] (GB/T 32907-2016, 7.1). Round i takes its key at `key + i * step`:
/// backwards, it decrypts.
CSM4_ARM64_AES CSM4_ARM64_INLINE void csm4_arm64_crypt_words(uint8x16_t x[4], const uint8_t *key, ptrdiff_t step) {
    const csm4_arm64_round_constants constants = csm4_arm64_load_round_constants();
    for (unsigned round = 0; round < csm4_arm64_rounds; round += 4, key += 4 * step) {
        uint8x16_t pair = veorq_u8(x[2], x[3]);
        x[0] = veorq_u8(x[0], csm4_arm64_transform_words(constants, veorq_u8(pair, x[1]), key));
        x[1] = veorq_u8(x[1], csm4_arm64_transform_words(constants, veorq_u8(pair, x[0]), key + step));
        pair = veorq_u8(x[0], x[1]);
        x[2] = veorq_u8(x[2], csm4_arm64_transform_words(constants, veorq_u8(pair, x[3]), key + 2 * step));
        x[3] = veorq_u8(x[3], csm4_arm64_transform_words(constants, veorq_u8(pair, x[2]), key + 3 * step));
    }
}

// MARK: 16 blocks

/// One word of each of 16 blocks, byte j of them in byte[j]; byte 0 is the most significant.
typedef struct {
    uint8x16_t byte[4];
} csm4_arm64_slice;

CSM4_ARM64_INLINE csm4_arm64_slice csm4_arm64_sum(csm4_arm64_slice a, csm4_arm64_slice b) {
    csm4_arm64_slice sum;
#pragma GCC unroll 4
    for (unsigned j = 0; j < 4; j++) {
        sum.byte[j] = veorq_u8(a.byte[j], b.byte[j]);
    }
    return sum;
}

/// x += L(S(pair + other + key)): x[j] += z[j] + y[j+3] + W. Byte 3 first, since byte 0 takes its y.
CSM4_ARM64_AES CSM4_ARM64_INLINE void csm4_arm64_round_slice(
    csm4_arm64_round_constants constants, csm4_arm64_slice *x, const csm4_arm64_slice *pair,
    const csm4_arm64_slice *other, const uint8_t *key) {
    uint8x16_t y[4], z[4], all = vdupq_n_u8(0);
#pragma GCC unroll 4
    for (unsigned i = 3; i < 7; i++) {
        unsigned j = i % 4;
        uint8x16_t bytes = vaeseq_u8(veorq_u8(pair->byte[j], other->byte[j]), vdupq_n_u8(key[j]));
        bytes = vqtbl1q_u8(bytes, constants.unshift);
        uint8x16_t low = csm4_arm64_low_nibbles(bytes), high = csm4_arm64_high_nibbles(bytes);
        y[j] = csm4_arm64_map_nibbles(constants.y, low, high);
        z[j] = csm4_arm64_map_nibbles(constants.z, low, high);
    }
#pragma GCC unroll 4
    for (unsigned j = 0; j < 4; j++) {
        uint8x16_t q = veorq_u8(z[j], y[(j + 3) % 4]);
        x->byte[j] = veorq_u8(x->byte[j], q);
        all = veorq_u8(all, q);
    }
#pragma GCC unroll 4
    for (unsigned j = 0; j < 4; j++) {
        x->byte[j] = veorq_u8(x->byte[j], all);
    }
}

/// The 32 rounds of 16 blocks, with keys as in `csm4_arm64_crypt_words`.
CSM4_ARM64_AES CSM4_ARM64_INLINE void csm4_arm64_crypt_slices(
    csm4_arm64_slice x[4], const uint8_t *key, ptrdiff_t step) {
    const csm4_arm64_round_constants constants = csm4_arm64_load_round_constants();
    for (unsigned round = 0; round < csm4_arm64_rounds; round += 4, key += 4 * step) {
        csm4_arm64_slice pair = csm4_arm64_sum(x[2], x[3]);
        csm4_arm64_round_slice(constants, &x[0], &pair, &x[1], key);
        csm4_arm64_round_slice(constants, &x[1], &pair, &x[0], key + step);
        pair = csm4_arm64_sum(x[0], x[1]);
        csm4_arm64_round_slice(constants, &x[2], &pair, &x[3], key + 2 * step);
        csm4_arm64_round_slice(constants, &x[3], &pair, &x[2], key + 3 * step);
    }
}

// MARK: Between blocks, words and bytes

/// Transposes 4 by 4 words: of 4 blocks, word i comes to x[i]. Its own inverse.
CSM4_ARM64_INLINE void csm4_arm64_transpose(uint8x16_t x[4]) {
    uint32x4_t a = vreinterpretq_u32_u8(x[0]), b = vreinterpretq_u32_u8(x[1]);
    uint32x4_t c = vreinterpretq_u32_u8(x[2]), d = vreinterpretq_u32_u8(x[3]);
    uint64x2_t ab0 = vreinterpretq_u64_u32(vtrn1q_u32(a, b)), ab1 = vreinterpretq_u64_u32(vtrn2q_u32(a, b));
    uint64x2_t cd0 = vreinterpretq_u64_u32(vtrn1q_u32(c, d)), cd1 = vreinterpretq_u64_u32(vtrn2q_u32(c, d));
    x[0] = vreinterpretq_u8_u64(vtrn1q_u64(ab0, cd0));
    x[1] = vreinterpretq_u8_u64(vtrn1q_u64(ab1, cd1));
    x[2] = vreinterpretq_u8_u64(vtrn2q_u64(ab0, cd0));
    x[3] = vreinterpretq_u8_u64(vtrn2q_u64(ab1, cd1));
}

/// Parts 16 words, four in a register, into bytes: byte j of all comes to x[j].
CSM4_ARM64_INLINE void csm4_arm64_part(uint8x16_t x[4]) {
    uint8x16_t even0 = vuzp1q_u8(x[0], x[1]), even1 = vuzp1q_u8(x[2], x[3]);
    uint8x16_t odd0 = vuzp2q_u8(x[0], x[1]), odd1 = vuzp2q_u8(x[2], x[3]);
    x[0] = vuzp1q_u8(even0, even1);
    x[1] = vuzp1q_u8(odd0, odd1);
    x[2] = vuzp2q_u8(even0, even1);
    x[3] = vuzp2q_u8(odd0, odd1);
}

/// The inverse of `csm4_arm64_part`.
CSM4_ARM64_INLINE void csm4_arm64_join(uint8x16_t x[4]) {
    uint8x16_t even0 = vzip1q_u8(x[0], x[2]), even1 = vzip2q_u8(x[0], x[2]);
    uint8x16_t odd0 = vzip1q_u8(x[1], x[3]), odd1 = vzip2q_u8(x[1], x[3]);
    x[0] = vzip1q_u8(even0, odd0);
    x[1] = vzip2q_u8(even0, odd0);
    x[2] = vzip1q_u8(even1, odd1);
    x[3] = vzip2q_u8(even1, odd1);
}

#endif
