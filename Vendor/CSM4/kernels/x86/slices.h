// SPDX-License-Identifier: Apache-2.0

/// SM4 on 64 blocks at the highest speed.
///
/// A vector holds one byte position of as many blocks as it has bytes: of n lanes, lane l, byte p is a byte of block
/// n p + l. A rotation of the words by bytes is another choice of vectors, and costs nothing. 64 blocks are one group of
/// vectors of 512 bits, or two of 256, whose rounds take turns so that one runs while the other waits.
#ifndef CSM4_X86_SLICES_H
#define CSM4_X86_SLICES_H

#include "lanes.h"

enum {
    csm4_slice_blocks = 64,
    csm4_slice_bytes = csm4_slice_blocks * CSM4_BLOCK_BYTES,
    csm4_groups = csm4_slice_blocks / csm4_vector_bytes,
    csm4_group_bytes = csm4_slice_bytes / csm4_groups,
};

/// Byte k of word w of a group is x[w][k].
typedef struct {
    csm4_vector x[4][4];
} csm4_group;

typedef struct {
    csm4_group group[csm4_groups];
} csm4_slices;

/// Two rounds on a group: x0 += L(S(x1 + x2 + x3 + key[0])), then x1 likewise. They share the sum of x2 and x3.
CSM4_INLINE void csm4_group_two_rounds(
    csm4_vector x0[4], csm4_vector x1[4], const csm4_vector x2[4], const csm4_vector x3[4], const uint32_t key0[4],
    const uint32_t key1[4]) {
    csm4_vector both[4], u[4];
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        both[k] = csm4_xor(x2[k], x3[k]);
        u[k] = csm4_xor(csm4_xor(both[k], csm4_each_dword(key0[k])), x1[k]);
    }
    csm4_slices_map(x0, u);
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        u[k] = csm4_xor(csm4_xor(both[k], csm4_each_dword(key1[k])), x0[k]);
    }
    csm4_slices_map(x1, u);
}

/// Four rounds from the key at `key` on.
CSM4_INLINE void csm4_slices_four_rounds(csm4_slices *state, const uint32_t (*key)[4], ptrdiff_t direction) {
#pragma GCC unroll 2
    for (size_t j = 0; j < 4; j += 2) {
#pragma GCC unroll 2
        for (size_t g = 0; g < csm4_groups; g++) {
            csm4_vector(*x)[4] = state->group[g].x;
            csm4_group_two_rounds(
                x[j], x[j + 1], x[(j + 2) % 4], x[(j + 3) % 4], key[(ptrdiff_t)j * direction],
                key[((ptrdiff_t)j + 1) * direction]);
        }
    }
}

/// Turns 16 vectors of whole blocks into a group.
CSM4_INLINE void csm4_slices_load(csm4_group *group, csm4_vector blocks[16]) {
    csm4_transpose_16(blocks);
#pragma GCC unroll 16
    for (size_t i = 0; i < 16; i++) {
        group->x[i / 4][i % 4] = csm4_to_basis(blocks[i]);
    }
}

/// The inverse, with the words in reverse order (GB/T 32907-2016, 7.1: the transform R).
CSM4_INLINE void csm4_slices_store(const csm4_group *group, csm4_vector blocks[16]) {
#pragma GCC unroll 16
    for (size_t i = 0; i < 16; i++) {
        blocks[i] = group->x[3 - i / 4][i % 4];
    }
    csm4_transpose_16(blocks);
#pragma GCC unroll 16
    for (size_t i = 0; i < 16; i++) {
        blocks[i] = csm4_from_basis(blocks[i]);
    }
}

/// The 64 counter blocks from `counter` on that begin with the 12 bytes of `block`.
CSM4_INLINE void csm4_slices_counters(csm4_slices *state, __m128i block, uint32_t counter) {
    csm4_vector bytes = csm4_to_basis(csm4_each_lane(block));
#pragma GCC unroll 2
    for (size_t g = 0; g < csm4_groups; g++) {
        csm4_vector(*x)[4] = state->group[g].x;
        csm4_vector planes[4];
#pragma GCC unroll 12
        for (size_t i = 0; i < 12; i++) {
            x[i / 4][i % 4] = csm4_shuffle_bytes(bytes, csm4_each_byte((uint8_t)i));
        }
#pragma GCC unroll 4
        for (size_t r = 0; r < 4; r++) {
            csm4_vector first = csm4_each_dword(counter + (uint32_t)((4 * g + r) * csm4_set_blocks));
            planes[r] = csm4_transpose_counters(csm4_add_dwords(first, csm4_counter_steps()));
        }
        csm4_transpose_dwords(planes);
#pragma GCC unroll 4
        for (size_t k = 0; k < 4; k++) {
            x[3][k] = csm4_to_basis(planes[k]);
        }
    }
}

/// XORs up to 64 blocks with the key stream that the rounds left in a state.
CSM4_INLINE void csm4_slices_xor(
    const csm4_slices *state, const uint8_t *input, uint8_t *output, size_t byte_count) {
#pragma GCC unroll 2
    for (size_t g = 0; g < csm4_groups; g++) {
        csm4_vector stream[16];
        csm4_slices_store(&state->group[g], stream);
        if (byte_count >= (g + 1) * csm4_group_bytes) {
#pragma GCC unroll 16
            for (size_t i = 0; i < 16; i++) {
                size_t at = g * csm4_group_bytes + i * csm4_vector_bytes;
                csm4_store(output + at, csm4_xor(csm4_load(input + at), stream[i]));
            }
        } else {
#pragma GCC unroll 1
            for (size_t i = 0; i < 16; i++) {
                size_t at = g * csm4_group_bytes + i * csm4_vector_bytes;
                if (at < byte_count) {
                    csm4_vector text = csm4_load_first(input + at, byte_count - at);
                    csm4_store_first(output + at, csm4_xor(text, stream[i]), byte_count - at);
                }
            }
        }
    }
}

#endif
