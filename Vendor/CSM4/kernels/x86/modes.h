// SPDX-License-Identifier: Apache-2.0

/// ECB and the 32-bit counter mode on lanes and slices.
#ifndef CSM4_X86_MODES_H
#define CSM4_X86_MODES_H

#include "slices.h"

/// Sets up to which lanes are faster than slices: 48 blocks in 512 bits, 32 in 256.
enum {
    csm4_few_sets = csm4_vector_bytes == 64 ? 3 : 4,
    csm4_few_blocks = csm4_few_sets * csm4_set_blocks,
    csm4_few_bytes = csm4_few_blocks * CSM4_BLOCK_BYTES,
};

/// How many sets so many blocks take: at least 1, at most `csm4_few_sets`.
static inline size_t csm4_sets_for(size_t block_count) {
    return block_count <= csm4_set_blocks ? 1 : (block_count + csm4_set_blocks - 1) / csm4_set_blocks;
}

/// Encrypts or decrypts up to 64 blocks.
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
        csm4_slices_four_rounds(&state, csm4_groups, first + i * direction, direction);
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

/// Encrypts or decrypts as many blocks as one set holds, or less.
CSM4_OUTLINE void csm4_transform_one(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t block_count, ptrdiff_t direction) {
    csm4_transform_sets(keys, input, output, block_count * CSM4_BLOCK_BYTES, direction, 1);
}

/// Encrypts or decrypts few blocks, more than one set takes.
CSM4_OUTLINE void csm4_transform_few(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t block_count, ptrdiff_t direction) {
    size_t byte_count = block_count * CSM4_BLOCK_BYTES;
    if (block_count <= 2 * csm4_set_blocks) {
        csm4_transform_sets(keys, input, output, byte_count, direction, 2);
    } else if (csm4_few_sets > 3 && block_count <= 3 * csm4_set_blocks) {
        csm4_transform_sets(keys, input, output, byte_count, direction, 3);
    } else {
        csm4_transform_sets(keys, input, output, byte_count, direction, csm4_few_sets);
    }
}

/// Encrypts or decrypts blocks 64 at a time. Answers how many are left, which are few.
CSM4_OUTLINE size_t csm4_transform_many(
    const csm4_round_keys *keys, const uint8_t *input, uint8_t *output, size_t block_count, ptrdiff_t direction) {
    for (; block_count > csm4_few_blocks; input += csm4_slice_bytes, output += csm4_slice_bytes) {
        csm4_transform_slices(keys, input, output, block_count * CSM4_BLOCK_BYTES, direction);
        block_count -= block_count < csm4_slice_blocks ? block_count : csm4_slice_blocks;
    }
    return block_count;
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

/// Key stream for few blocks, which fill so many sets; the last of them is that of `last_counter`, which it answers.
CSM4_INLINE __m128i csm4_few_stream(
    const csm4_round_keys *keys, __m128i block, uint32_t counter, uint32_t last_counter, size_t sets,
    csm4_vector stream[16]) {
    if (sets == 1) {
        csm4_lanes_stream(keys, block, counter, last_counter, 1, stream);
    } else if (sets == 2) {
        csm4_lanes_stream(keys, block, counter, last_counter, 2, stream);
    } else if (csm4_few_sets > 3 && sets == 3) {
        csm4_lanes_stream(keys, block, counter, last_counter, 3, stream);
    } else {
        csm4_lanes_stream(keys, block, counter, last_counter, csm4_few_sets, stream);
    }
    return csm4_last_lane(stream[4 * sets - 1]);
}

/// The counter mode of the kernel table, on one stretch of text.
typedef struct {
    const csm4_round_keys *keys;
    __m128i block;
    uint32_t counter;
    const uint8_t *input;
    uint8_t *output;
    size_t byte_count;
} csm4_stretch;

CSM4_INLINE void csm4_stretch_advance(csm4_stretch *text, size_t block_count) {
    size_t most = block_count * CSM4_BLOCK_BYTES, count = text->byte_count < most ? text->byte_count : most;
    text->counter += (uint32_t)block_count;
    text->input += count;
    text->output += count;
    text->byte_count -= count;
}

/// The first block of key stream, for the caller's use, and with it as much text as its sets hold.
CSM4_OUTLINE void csm4_count_first(csm4_stretch *text, uint8_t first[CSM4_BLOCK_BYTES]) {
    csm4_vector stream[16];
    bool is_short = text->byte_count <= csm4_few_bytes - CSM4_BLOCK_BYTES;
    size_t sets = is_short ? csm4_sets_for(csm4_blocks_of(text->byte_count) + 1) : 1;
    size_t room = sets * csm4_set_bytes - CSM4_BLOCK_BYTES;
    uint32_t counter = text->counter + 1;
    csm4_store_block(first, csm4_few_stream(text->keys, text->block, counter, text->counter, sets, stream));
    csm4_xor_stream(stream, text->input, text->output, text->byte_count < room ? text->byte_count : room);
    text->counter += 1;
    csm4_stretch_advance(text, room / CSM4_BLOCK_BYTES);
}

/// 64 blocks at a time, until few are left.
CSM4_OUTLINE void csm4_count_many(csm4_stretch *text) {
    while (text->byte_count > csm4_few_bytes) {
        csm4_slices state;
        csm4_slices_counters(&state, csm4_groups, text->block, text->counter);
#pragma GCC unroll 1
        for (ptrdiff_t i = 0; i < 32; i += 4) {
            csm4_slices_four_rounds(&state, csm4_groups, &text->keys->round[i], 1);
        }
        csm4_slices_xor(&state, csm4_groups, text->input, text->output, text->byte_count);
        csm4_stretch_advance(text, csm4_slice_blocks);
    }
}

/// What is left.
CSM4_OUTLINE void csm4_count_few(csm4_stretch *text) {
    csm4_vector stream[16];
    size_t sets = csm4_sets_for(csm4_blocks_of(text->byte_count));
    uint32_t last = text->counter + (uint32_t)(sets * csm4_set_blocks - 1);
    csm4_few_stream(text->keys, text->block, text->counter, last, sets, stream);
    csm4_xor_stream(stream, text->input, text->output, text->byte_count);
}

#endif
