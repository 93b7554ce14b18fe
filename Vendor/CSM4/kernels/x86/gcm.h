// SPDX-License-Identifier: Apache-2.0

/// GCM in one pass over a long text (SP 800-38D §7), cipher and GHASH side by side. short_gcm.h has the short ones.
///
/// The text goes in chunks of 64 blocks. The rounds of a chunk take turns with GHASH of the chunk before it, when
/// encrypting, or of the same one, when decrypting; E(J0) runs with the first.
#ifndef CSM4_X86_GCM_H
#define CSM4_X86_GCM_H

#include "modes.h"
#include "powers.h"

/// A text on its way through the cipher and GHASH. `ciphertext` is its input or its output; `digest` is reversed, and
/// the first `hashed` bytes are in it.
typedef struct {
    const csm4_round_keys *keys;
    const csm4_hash *hash;
    __m128i block, digest;
    uint32_t counter;
    const uint8_t *input;
    uint8_t *output;
    const uint8_t *ciphertext;
    size_t byte_count, done, hashed;
} csm4_text;

/// The rounds of a chunk; beside them those of a set, where it is given, and GHASH of the next 64 blocks, where it
/// hashes.
CSM4_INLINE void csm4_chunk_rounds(
    csm4_text *text, csm4_slices *state, size_t groups, csm4_lanes *set, bool hashes) {
    const csm4_round_keys *keys = text->keys;
    const uint8_t *ciphertext = text->ciphertext + text->hashed;
    csm4_hashing hashing;
    if (set) {
        csm4_lanes_begin(set, keys->round[0]);
    }
    if (hashes) {
        hashing = csm4_hashing_from(text->hash, csm4_slice_blocks, text->digest);
    }
#pragma GCC unroll 1
    for (size_t i = 0; i < 8; i++) {
        csm4_slices_four_rounds(state, groups, &keys->round[4 * i], 1);
        if (set) {
            csm4_lanes_four_rounds(set, 1, &keys->round[4 * i], 1);
        }
        if (hashes) {
#pragma GCC unroll 4
            for (size_t at = 0; at < csm4_slice_bytes / 8; at += csm4_vector_bytes) {
                csm4_vector blocks = csm4_load(ciphertext + i * (csm4_slice_bytes / 8) + at);
                csm4_hash_vector(&hashing, blocks, csm4_vector_blocks);
            }
        }
    }
    if (hashes) {
        text->digest = csm4_reduce(hashing.sum);
        text->hashed += csm4_slice_bytes;
    }
}

/// Encrypts or decrypts what is left of the text, but no more than `groups` groups of blocks.
CSM4_INLINE void csm4_groups_of_text(csm4_text *text, size_t groups, csm4_lanes *set, bool hashes) {
    csm4_slices state;
    size_t left = text->byte_count - text->done, most = groups * csm4_group_bytes;
    csm4_slices_counters(&state, groups, text->block, text->counter);
    csm4_chunk_rounds(text, &state, groups, set, hashes);
    csm4_slices_xor(&state, groups, text->input + text->done, text->output + text->done, left);
    text->counter += (uint32_t)(most / CSM4_BLOCK_BYTES);
    text->done += left < most ? left : most;
}

/// The next chunk, or up to 63 blocks that end the text.
CSM4_INLINE void csm4_chunk(csm4_text *text, csm4_lanes *set, bool hashes) {
    csm4_groups_of_text(text, csm4_groups, set, hashes);
}

static inline bool csm4_has_chunk(const csm4_text *text) {
    return text->byte_count - text->done >= csm4_slice_bytes;
}

/// Encrypts or decrypts what is left after the whole chunks.
CSM4_INLINE void csm4_rest(csm4_text *text) {
    size_t left = text->byte_count - text->done;
    if (left > csm4_few_bytes) {
        csm4_chunk(text, NULL, false);
    } else if (left > 0) {
        csm4_vector stream[16];
        size_t sets = csm4_sets_for(csm4_blocks_of(left));
        uint32_t last = text->counter + (uint32_t)(sets * csm4_set_blocks - 1);
        csm4_few_stream(text->keys, text->block, text->counter, last, sets, stream);
        csm4_xor_stream(stream, text->input + text->done, text->output + text->done, left);
        text->counter += (uint32_t)csm4_blocks_of(left);
        text->done += left;
    }
}

/// A text of less than a chunk, E(J0) of `set` with it. GHASH is up to the caller.
CSM4_INLINE void csm4_only_chunk(csm4_text *text, csm4_lanes *set) {
    if (csm4_groups > 1 && text->byte_count <= csm4_group_bytes) {
        csm4_groups_of_text(text, 1, set, false);
    } else {
        csm4_chunk(text, set, false);
    }
}

/// Encrypts a text, E(J0) of `set` with its first chunk. Up to two chunks of ciphertext are left to be hashed.
CSM4_INLINE void csm4_encrypt_text(csm4_text *text, csm4_lanes *set) {
    if (csm4_has_chunk(text)) {
        csm4_chunk(text, set, false);
    } else if (set) {
        csm4_only_chunk(text, set);
    }
    while (csm4_has_chunk(text)) {
        csm4_chunk(text, NULL, true);
    }
    csm4_rest(text);
}

/// Decrypts and hashes the whole chunks of a text, E(J0) of `set` with the first. Answers whether there was one.
CSM4_INLINE bool csm4_decrypt_chunks(csm4_text *text, csm4_lanes *set) {
    bool has_chunk = csm4_has_chunk(text);
    if (has_chunk) {
        csm4_chunk(text, set, true);
    }
    while (csm4_has_chunk(text)) {
        csm4_chunk(text, NULL, true);
    }
    return has_chunk;
}

/// Hashes what is left of the ciphertext, and the lengths. Answers the reversed digest.
CSM4_INLINE __m128i csm4_hash_end(
    const csm4_hash *hash, size_t power_count, __m128i digest, const uint8_t *bytes, size_t byte_count, size_t aad_len,
    size_t text_len) {
    if (csm4_blocks_of(byte_count) >= power_count) {
        size_t most = (power_count - 1) * CSM4_BLOCK_BYTES, before = byte_count / most * most;
        digest = csm4_absorb(hash, power_count - 1, digest, bytes, before);
        bytes += before;
        byte_count -= before;
    }
    csm4_hashing hashing = csm4_hashing_from(hash, csm4_blocks_of(byte_count) + 1, digest);
    csm4_hash_bytes(&hashing, bytes, byte_count);
    csm4_hash_lengths(&hashing, aad_len, text_len);
    return csm4_reduce(hashing.sum);
}

/// Sets out on a long message: the associated data is hashed, E(J0) is ready to run in `set`.
CSM4_INLINE csm4_text csm4_begin_text(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *ciphertext, csm4_lanes *set) {
    const csm4_hash *hash = csm4_hash_of(context->hash);
    uint32_t counter = csm4_load32(message->j0 + 12);
    csm4_text text = {
        .keys = csm4_round_keys_of(&context->key),
        .hash = hash,
        .block = csm4_load_block(message->j0),
        .digest = csm4_absorb(hash, csm4_powers_max, _mm_setzero_si128(), message->aad, message->aad_len),
        .counter = counter + 1,
        .input = message->input,
        .output = message->output,
        .ciphertext = ciphertext,
        .byte_count = message->text_len,
    };
    csm4_lanes_counters(set, text.block, csm4_each_dword(counter));
    return text;
}

/// Hashes the rest of the ciphertext and the lengths. Answers the digest in the order of the tag.
CSM4_INLINE __m128i csm4_end_hash(const csm4_text *text, size_t aad_len) {
    return csm4_reverse_block(csm4_hash_end(
        text->hash, csm4_powers_max, text->digest, text->ciphertext + text->hashed, text->byte_count - text->hashed,
        aad_len, text->byte_count));
}

/// E(J0) from the set that ran beside the first chunk.
CSM4_INLINE __m128i csm4_mask_of(const csm4_lanes *set) {
    csm4_vector blocks[4];
    csm4_lanes_store(set, blocks);
    return csm4_last_lane(blocks[0]);
}

/// Encrypts a message of more blocks than lanes take; all powers of H are there. Answers its tag.
CSM4_OUTLINE __m128i csm4_seal_long(const csm4_gcm_context *context, const csm4_message *message) {
    csm4_lanes set;
    csm4_text text = csm4_begin_text(context, message, message->output, &set);
    csm4_encrypt_text(&text, &set);
    __m128i digest = csm4_end_hash(&text, message->aad_len);
    return _mm_xor_si128(digest, csm4_mask_of(&set));
}

/// Decrypts a message of more blocks than lanes take; all powers of H are there. Answers the tag that it should have.
CSM4_OUTLINE __m128i csm4_open_long(const csm4_gcm_context *context, const csm4_message *message) {
    csm4_lanes set;
    csm4_text text = csm4_begin_text(context, message, message->input, &set);
    bool has_mask = csm4_decrypt_chunks(&text, &set);
    __m128i digest = csm4_end_hash(&text, message->aad_len);
    if (has_mask) {
        csm4_rest(&text);
    } else {
        csm4_only_chunk(&text, &set);
    }
    return _mm_xor_si128(digest, csm4_mask_of(&set));
}

/// The middle of a streamed message, encrypted or decrypted; all powers of H are there.
CSM4_OUTLINE void csm4_stream_text(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t byte_count, bool encrypts) {
    csm4_text text = {
        .keys = csm4_round_keys_of(&context->key),
        .hash = csm4_hash_of(context->hash),
        .block = csm4_load_block(counter),
        .digest = csm4_reverse_block(csm4_load_block(digest)),
        .counter = csm4_load32(counter + 12),
        .input = input,
        .output = output,
        .ciphertext = encrypts ? output : input,
        .byte_count = byte_count,
    };
    if (encrypts) {
        csm4_encrypt_text(&text, NULL);
    } else {
        csm4_decrypt_chunks(&text, NULL);
    }
    text.digest = csm4_absorb(
        text.hash, csm4_powers_max, text.digest, text.ciphertext + text.hashed, byte_count - text.hashed);
    if (!encrypts) {
        csm4_rest(&text);
    }
    csm4_store_block(digest, csm4_reverse_block(text.digest));
    csm4_store32(counter + 12, csm4_load32(counter + 12) + (uint32_t)(byte_count / CSM4_BLOCK_BYTES));
}

#endif
