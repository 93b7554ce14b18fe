// SPDX-License-Identifier: Apache-2.0

/// ECB and the 32-bit counter mode on lanes and slices.
#ifndef CSM4_X86_MODES_H
#define CSM4_X86_MODES_H

#include "slices.h"

/// Blocks up to which lanes are faster than slices, and the most sets that takes.
enum { csm4_few_blocks = 32, csm4_few_bytes = 512, csm4_few_sets = csm4_few_blocks / csm4_set_blocks };

_Static_assert(csm4_few_blocks * CSM4_BLOCK_BYTES == csm4_few_bytes, "a block has 16 bytes");

/// How many sets so many blocks take: 1, 2 or `csm4_few_sets`.
static inline size_t csm4_sets_for(size_t block_count) {
    return block_count <= csm4_set_blocks ? 1 : block_count <= 2 * csm4_set_blocks ? 2 : csm4_few_sets;
}

/// Encrypts or decrypts up to 64 blocks, more than 32 of them.
CSM4_INLINE void csm4_transform_slices(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t byte_count, ptrdiff_t direction) {
    const uint32_t(*first)[4] = direction > 0 ? &keys->round[0] : &keys->round[31];
    csm4_slices state;
    csm4_vector blocks[16];
    for (size_t g = 0; g < csm4_groups; g++) {
        for (size_t i = 0; i < 16; i++) {
            size_t at = g * csm4_group_bytes + i * csm4_vector_bytes;
            blocks[i] = at < byte_count ? csm4_load_first(input + at, byte_count - at) : csm4_zero();
        }
        csm4_slices_load(&state.group[g], blocks);
    }
    for (ptrdiff_t i = 0; i < 32; i += 4) {
        csm4_slices_four_rounds(&state, first + i * direction, direction);
    }
    for (size_t g = 0; g < csm4_groups; g++) {
        csm4_slices_store(&state.group[g], blocks);
        for (size_t i = 0; i < 16; i++) {
            size_t at = g * csm4_group_bytes + i * csm4_vector_bytes;
            if (at < byte_count) {
                csm4_store_first(output + at, blocks[i], byte_count - at);
            }
        }
    }
}

/// Encrypts or decrypts as many blocks as `count` sets hold, or less.
CSM4_INLINE void csm4_transform_sets(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t byte_count, ptrdiff_t direction,
    size_t count) {
    csm4_lanes set[4];
    csm4_vector blocks[16];
#pragma GCC unroll 16
    for (size_t i = 0; i < 4 * count; i++) {
        size_t at = i * csm4_vector_bytes;
        blocks[i] = at < byte_count ? csm4_load_first(input + at, byte_count - at) : csm4_zero();
    }
#pragma GCC unroll 4
    for (size_t n = 0; n < count; n++) {
        csm4_lanes_load(&set[n], blocks + 4 * n);
    }
    csm4_lanes_rounds(set, count, keys, direction);
#pragma GCC unroll 4
    for (size_t n = 0; n < count; n++) {
        csm4_lanes_store(&set[n], blocks + 4 * n);
    }
#pragma GCC unroll 16
    for (size_t i = 0; i < 4 * count; i++) {
        size_t at = i * csm4_vector_bytes;
        if (at < byte_count) {
            csm4_store_first(output + at, blocks[i], byte_count - at);
        }
    }
}

/// Blocks one by one: 64 at a time and the rest in sets.
CSM4_OUTLINE void csm4_transform(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t block_count, ptrdiff_t direction) {
    for (; block_count > csm4_few_blocks; input += csm4_slice_bytes, output += csm4_slice_bytes) {
        csm4_transform_slices(keys, input, output, block_count * CSM4_BLOCK_BYTES, direction);
        if (block_count <= csm4_slice_blocks) {
            return;
        }
        block_count -= csm4_slice_blocks;
    }
    if (block_count > 2 * csm4_set_blocks) {
        csm4_transform_sets(keys, input, output, block_count * CSM4_BLOCK_BYTES, direction, csm4_few_sets);
    } else if (block_count > 0) {
        csm4_transform_sets(
            keys, input, output, block_count * CSM4_BLOCK_BYTES, direction, block_count > csm4_set_blocks ? 2 : 1);
    }
}

/// XORs bytes with a key stream.
CSM4_INLINE void csm4_xor_stream(
    const csm4_vector *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    for (; byte_count >= csm4_vector_bytes; byte_count -= csm4_vector_bytes) {
        csm4_store(output, csm4_xor(csm4_load(input), *stream));
        stream += 1;
        input += csm4_vector_bytes;
        output += csm4_vector_bytes;
    }
    if (byte_count > 0) {
        csm4_store_first(output, csm4_xor(csm4_load_first(input, byte_count), *stream), byte_count);
    }
}

/// Key stream for up to 32 blocks, the last of which is that of `last_counter`: it fills 1, 2 or `csm4_few_sets` sets.
/// Answers the block of `last_counter`.
CSM4_INLINE __m128i csm4_few_stream(
    const csm4_round_keys *keys, __m128i block, uint32_t counter, uint32_t last_counter, size_t sets,
    csm4_vector stream[16]) {
    if (sets == 1) {
        csm4_lanes_stream(keys, block, counter, last_counter, 1, stream);
    } else if (sets == 2) {
        csm4_lanes_stream(keys, block, counter, last_counter, 2, stream);
    } else {
        csm4_lanes_stream(keys, block, counter, last_counter, csm4_few_sets, stream);
    }
    return csm4_last_lane(stream[4 * sets - 1]);
}

/// The counter mode of the kernel table, but for wiping.
CSM4_OUTLINE void csm4_count(
    const csm4_round_keys *keys, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    __m128i block = csm4_load_block(counter);
    uint32_t next = csm4_load32(counter + 12);
    csm4_vector stream[16];
    if (first) {
        size_t sets = byte_count <= csm4_few_bytes - CSM4_BLOCK_BYTES ? csm4_sets_for(csm4_blocks_of(byte_count) + 1) : 1;
        size_t head = sets * csm4_set_bytes - CSM4_BLOCK_BYTES;
        head = byte_count < head ? byte_count : head;
        csm4_store_block(first, csm4_few_stream(keys, block, next + 1, next, sets, stream));
        csm4_xor_stream(stream, input, output, head);
        next += (uint32_t)(sets * csm4_set_blocks);
        input += head;
        output += head;
        byte_count -= head;
    }
    while (byte_count > csm4_few_bytes) {
        size_t count = byte_count < csm4_slice_bytes ? byte_count : csm4_slice_bytes;
        csm4_slices state;
        csm4_slices_counters(&state, block, next);
#pragma GCC unroll 1
        for (ptrdiff_t i = 0; i < 32; i += 4) {
            csm4_slices_four_rounds(&state, &keys->round[i], 1);
        }
        csm4_slices_xor(&state, input, output, count);
        next += csm4_slice_blocks;
        input += count;
        output += count;
        byte_count -= count;
    }
    if (byte_count > 0) {
        size_t sets = csm4_sets_for(csm4_blocks_of(byte_count));
        csm4_few_stream(keys, block, next, next + (uint32_t)(sets * csm4_set_blocks - 1), sets, stream);
        csm4_xor_stream(stream, input, output, byte_count);
    }
}

#endif
