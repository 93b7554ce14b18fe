// SPDX-License-Identifier: Apache-2.0

/// SM4 on 64 blocks at the highest speed.
///
/// A vector holds one byte position of as many blocks as it has bytes: of n lanes, lane l, byte p is a byte of block n
/// p + l. A rotation of the words by bytes is another choice of vectors, and costs nothing. 64 blocks are one group of
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

/// Keeps the compiler from moving work on a group across this point. The order below is what the CPU's scheduler, which
/// sees some 64 instructions, needs in order to find work of one group while the other waits.
CSM4_INLINE void csm4_keep_order(csm4_slices *state) {
    __asm__ __volatile__("" : "+m"(*state));
}

/// The first half of round j of a group: what goes into `csm4_slices_add`.
CSM4_INLINE void csm4_round_begin(csm4_vector (*x)[4], size_t j, const uint32_t key[4], csm4_vector u[4]) {
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        csm4_vector sum = csm4_xor3(x[(j + 1) % 4][k], x[(j + 2) % 4][k], csm4_each_dword(key[k]));
        u[k] = csm4_xor(sum, x[(j + 3) % 4][k]);
    }
    csm4_slices_substitute(u);
}

/// Four rounds on two groups, half a round apart.
CSM4_INLINE void csm4_two_groups_four_rounds(csm4_slices *state, const uint32_t (*key)[4], ptrdiff_t direction) {
    csm4_vector(*x)[4] = state->group[0].x, (*y)[4] = state->group[csm4_groups - 1].x;
    csm4_vector u[4], v[4];
#pragma GCC unroll 4
    for (size_t j = 0; j < 4; j++) {
        const uint32_t *now = key[(ptrdiff_t)j * direction];
        csm4_round_begin(x, j, now, u);
        if (j > 0) {
            csm4_slices_add(y[j - 1], v);
        }
        csm4_keep_order(state);
        csm4_round_begin(y, j, now, v);
        csm4_slices_add(x[j], u);
        csm4_keep_order(state);
    }
    csm4_slices_add(y[3], v);
}

/// Four rounds on one group. The sum of two words is shared by two rounds.
CSM4_INLINE void csm4_group_four_rounds(csm4_group *group, const uint32_t (*key)[4], ptrdiff_t direction) {
    csm4_vector(*x)[4] = group->x;
#pragma GCC unroll 2
    for (size_t j = 0; j < 4; j += 2) {
        csm4_vector both[4];
#pragma GCC unroll 4
        for (size_t k = 0; k < 4; k++) {
            both[k] = csm4_xor(x[(j + 2) % 4][k], x[(j + 3) % 4][k]);
        }
#pragma GCC unroll 2
        for (size_t i = j; i < j + 2; i++) {
            const uint32_t *now = key[(ptrdiff_t)i * direction];
            csm4_vector u[4];
#pragma GCC unroll 4
            for (size_t k = 0; k < 4; k++) {
                u[k] = csm4_xor3(both[k], csm4_each_dword(now[k]), x[i == j ? j + 1 : j][k]);
            }
            csm4_slices_substitute(u);
            csm4_slices_add(x[i], u);
        }
    }
}

/// Four rounds from the key at `key` on, x[j] += L(S(x[j+1] + x[j+2] + x[j+3] + key)), on the first `groups` groups.
CSM4_INLINE void csm4_slices_four_rounds(
    csm4_slices *state, size_t groups, const uint32_t (*key)[4], ptrdiff_t direction) {
    if (groups == 1) {
        csm4_group_four_rounds(&state->group[0], key, direction);
    } else {
        csm4_two_groups_four_rounds(state, key, direction);
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

/// The counter blocks of `groups` groups from `counter` on that begin with the 12 bytes of `block`.
CSM4_INLINE void csm4_slices_counters(csm4_slices *state, size_t groups, __m128i block, uint32_t counter) {
    csm4_vector bytes = csm4_to_basis(csm4_each_lane(block));
#pragma GCC unroll 2
    for (size_t g = 0; g < groups; g++) {
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

/// XORs up to as many blocks as `groups` groups have with the key stream that the rounds left in a state.
CSM4_INLINE void csm4_slices_xor(
    const csm4_slices *state, size_t groups, const uint8_t *input, uint8_t *output, size_t byte_count) {
#pragma GCC unroll 2
    for (size_t g = 0; g < groups; g++) {
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
