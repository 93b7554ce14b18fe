// SPDX-License-Identifier: Apache-2.0

/// SM4 on few blocks at the least latency.
///
/// A set is one word of 16 blocks in a vector of 512 bits, of 8 in one of 256: of n lanes, lane l, dword k, byte i is
/// byte k (0 the most significant) of block n i + l. A rotation of the words by bytes is a shuffle of dwords, so a
/// round is one S-box, one shuffle and two sums long, and several sets side by side cost hardly more than one.
#ifndef CSM4_X86_LANES_H
#define CSM4_X86_LANES_H

#include "transpose.h"

enum { csm4_set_blocks = csm4_vector_bytes / 4, csm4_set_bytes = csm4_set_blocks * CSM4_BLOCK_BYTES };

/// The words of a set, and what goes into the S-box of the round at hand: x[1] + x[2] + x[3] + its key.
typedef struct {
    csm4_vector x[4];
    csm4_vector u;
} csm4_lanes;

CSM4_INLINE csm4_vector csm4_lanes_key(const uint32_t key[4]) {
    return csm4_each_lane(csm4_load_block((const uint8_t *)(const void *)key));
}

/// Makes a set ready for the round whose key is at `key`.
CSM4_INLINE void csm4_lanes_begin(csm4_lanes *set, const uint32_t key[4]) {
    set->u = csm4_xor(csm4_xor3(set->x[1], set->x[2], set->x[3]), csm4_lanes_key(key));
}

/// Four rounds on `count` sets from the key at `key` on. All that does not hang on the S-box is summed while it runs.
CSM4_INLINE void csm4_lanes_four_rounds(
    csm4_lanes *set, size_t count, const uint32_t (*key)[4], ptrdiff_t direction) {
#pragma GCC unroll 4
    for (size_t j = 0; j < 4; j++) {
        csm4_vector next = csm4_lanes_key(key[((ptrdiff_t)j + 1) * direction]);
#pragma GCC unroll 4
        for (size_t n = 0; n < count; n++) {
            csm4_vector *x = set[n].x;
            csm4_vector others = csm4_xor3(x[(j + 2) % 4], x[(j + 3) % 4], next);
            set[n].u = csm4_lanes_map(set[n].u, csm4_xor(x[j], others));
            x[j] = csm4_xor(set[n].u, others);
        }
    }
}

/// All 32 rounds.
CSM4_INLINE void csm4_lanes_rounds(
    csm4_lanes *set, size_t count, const csm4_round_keys *keys, ptrdiff_t direction) {
    const uint32_t(*key)[4] = direction > 0 ? &keys->round[0] : &keys->round[31];
#pragma GCC unroll 4
    for (size_t n = 0; n < count; n++) {
        csm4_lanes_begin(&set[n], *key);
    }
#pragma GCC unroll 1
    for (ptrdiff_t i = 0; i < 32; i += 4) {
        csm4_lanes_four_rounds(set, count, key + i * direction, direction);
    }
}

/// Turns four vectors of whole blocks into a set.
CSM4_INLINE void csm4_lanes_load(csm4_lanes *set, const csm4_vector blocks[4]) {
#pragma GCC unroll 4
    for (size_t w = 0; w < 4; w++) {
        set->x[w] = blocks[w];
    }
    csm4_transpose_dwords(set->x);
#pragma GCC unroll 4
    for (size_t w = 0; w < 4; w++) {
        set->x[w] = csm4_to_basis(csm4_transpose_bytes(set->x[w]));
    }
}

/// The inverse, with the words in reverse order (GB/T 32907-2016, 7.1: the transform R).
CSM4_INLINE void csm4_lanes_store(const csm4_lanes *set, csm4_vector blocks[4]) {
#pragma GCC unroll 4
    for (size_t w = 0; w < 4; w++) {
        blocks[w] = csm4_transpose_bytes(csm4_from_basis(set->x[3 - w]));
    }
    csm4_transpose_dwords(blocks);
}

/// The set of counter blocks that begin with the 12 bytes of `block` and end with these counters.
CSM4_INLINE void csm4_lanes_counters(csm4_lanes *set, __m128i block, csm4_vector counters) {
    csm4_vector first = csm4_to_basis(csm4_each_lane(block));
#pragma GCC unroll 3
    for (size_t w = 0; w < 3; w++) {
        set->x[w] = csm4_spread_word(first, w);
    }
    set->x[3] = csm4_to_basis(csm4_transpose_counters(counters));
}

/// Key stream of `count` sets from `counter` on; the last block is that of `last_counter` instead.
CSM4_INLINE void csm4_lanes_stream(
    const csm4_round_keys *keys, __m128i block, uint32_t counter, uint32_t last_counter, size_t count,
    csm4_vector *stream) {
    csm4_lanes set[4];
#pragma GCC unroll 4
    for (size_t n = 0; n < count; n++) {
        csm4_vector first = csm4_each_dword(counter + (uint32_t)(n * csm4_set_blocks));
        csm4_vector counters = csm4_add_dwords(first, csm4_counter_steps());
        if (n + 1 == count) {
            counters = csm4_with_last_dword(counters, last_counter);
        }
        csm4_lanes_counters(&set[n], block, counters);
    }
    csm4_lanes_rounds(set, count, keys, 1);
#pragma GCC unroll 4
    for (size_t n = 0; n < count; n++) {
        csm4_lanes_store(&set[n], stream + 4 * n);
    }
}

#endif
