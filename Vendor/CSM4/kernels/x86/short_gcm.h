// SPDX-License-Identifier: Apache-2.0

/// GCM of few blocks of text: one pass of lanes, with E(J0) among its blocks, and as a rule one sum of products.
#ifndef CSM4_X86_SHORT_GCM_H
#define CSM4_X86_SHORT_GCM_H

#include "gcm.h"

enum {
    csm4_one_set_bytes = csm4_set_bytes - CSM4_BLOCK_BYTES,
    csm4_short_bytes = csm4_few_bytes - CSM4_BLOCK_BYTES,
};

/// Begins the one sum of a message, if there are powers enough for all of it: what is known before the ciphertext is,
/// the associated data and the lengths. The text follows.
CSM4_INLINE bool csm4_begin_sum(
    csm4_hashing *hashing, const csm4_hash *hash, size_t power_count, const csm4_message *message) {
    size_t block_count = csm4_blocks_of(message->aad_len) + csm4_blocks_of(message->text_len) + 1;
    if (block_count > power_count) {
        return false;
    }
    *hashing = csm4_hashing_from(hash, block_count, _mm_setzero_si128());
    csm4_hash_bytes(hashing, message->aad, message->aad_len);
    csm4_hash_lengths(hashing, message->aad_len, message->text_len);
    return true;
}

/// How many powers there are for a message, or for all of it when they grow.
CSM4_INLINE size_t csm4_powers_for_message(const csm4_hash *hash, const csm4_message *message) {
    return csm4_powers_for(hash, csm4_blocks_of(message->aad_len) + csm4_blocks_of(message->text_len) + 1);
}

/// GHASH of a message whose ciphertext is at `ciphertext`, for when one sum does not take it.
CSM4_INLINE __m128i csm4_hash_message(
    const csm4_hash *hash, size_t power_count, const csm4_message *message, const uint8_t *ciphertext) {
    __m128i digest = csm4_absorb(hash, power_count, _mm_setzero_si128(), message->aad, message->aad_len);
    return csm4_hash_end(
        hash, power_count, digest, ciphertext, message->text_len, message->aad_len, message->text_len);
}

/// XORs a text with its key stream and hashes the result as it is in the registers.
CSM4_INLINE void csm4_xor_and_hash(csm4_hashing *hashing, const csm4_vector *stream, const csm4_message *message) {
    const uint8_t *input = message->input;
    uint8_t *output = message->output;
    size_t left = message->text_len;
    for (; left >= csm4_vector_bytes; left -= csm4_vector_bytes) {
        csm4_vector ciphertext = csm4_xor(csm4_load(input), *stream);
        csm4_store(output, ciphertext);
        csm4_hash_vector(hashing, ciphertext, csm4_vector_blocks);
        stream += 1;
        input += csm4_vector_bytes;
        output += csm4_vector_bytes;
    }
    if (left > 0) {
        csm4_vector ciphertext = csm4_xor(csm4_load_first(input, left), *stream);
        csm4_store_first(output, ciphertext, left);
        csm4_hash_vector(hashing, csm4_keep_first(ciphertext, left), csm4_blocks_of(left));
    }
}

/// Encrypts a message that fits into `sets` sets with E(J0), whose key stream goes to `stream`. Answers its tag.
CSM4_INLINE __m128i csm4_seal_sets(
    const csm4_gcm_context *context, const csm4_message *message, csm4_vector *stream, size_t sets) {
    const csm4_hash *hash = csm4_hash_of(context->hash);
    uint32_t counter = csm4_load32(message->j0 + 12);
    csm4_hashing hashing;
    size_t power_count = csm4_powers_for_message(hash, message);
    bool is_one_sum = csm4_begin_sum(&hashing, hash, power_count, message);
    csm4_lanes_stream(
        csm4_round_keys_of(&context->key), csm4_load_block(message->j0), counter + 1, counter, sets, stream);
    __m128i mask = csm4_last_lane(stream[4 * sets - 1]);
    if (is_one_sum) {
        csm4_xor_and_hash(&hashing, stream, message);
        return _mm_xor_si128(csm4_reverse_block(csm4_reduce(hashing.sum)), mask);
    }
    csm4_xor_stream(stream, message->input, message->output, message->text_len);
    __m128i digest = csm4_hash_message(hash, power_count, message, message->output);
    return _mm_xor_si128(csm4_reverse_block(digest), mask);
}

CSM4_OUTLINE __m128i csm4_seal_one(const csm4_gcm_context *context, const csm4_message *message) {
    csm4_vector stream[4];
    return csm4_seal_sets(context, message, stream, 1);
}

/// Encrypts a message of few blocks, more than one set takes. Answers its tag.
CSM4_OUTLINE __m128i csm4_seal_short(const csm4_gcm_context *context, const csm4_message *message) {
    csm4_vector stream[4 * csm4_few_sets];
    size_t block_count = csm4_blocks_of(message->text_len) + 1;
    if (block_count <= 2 * csm4_set_blocks) {
        return csm4_seal_sets(context, message, stream, 2);
    }
    if (csm4_few_sets > 3 && block_count <= 3 * csm4_set_blocks) {
        return csm4_seal_sets(context, message, stream, 3);
    }
    return csm4_seal_sets(context, message, stream, csm4_few_sets);
}

/// Whether a tag of the message is right. The answer is public.
CSM4_INLINE bool csm4_is_tag(__m128i right, const uint8_t *tag, size_t tag_len) {
    if (tag_len == CSM4_GCM_TAG_BYTES) {
        __m128i difference = _mm_xor_si128(right, csm4_load_block(tag));
        int is_right = _mm_testz_si128(difference, difference);
        csm4_declassify(is_right);
        return is_right;
    }
    uint8_t bytes[CSM4_GCM_TAG_BYTES];
    csm4_store_block(bytes, right);
    return csm4_equal(bytes, tag, tag_len);
}

/// Verifies a message that fits into `sets` sets with E(J0), and decrypts it if its tag is right.
CSM4_INLINE bool csm4_open_sets(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len,
    csm4_vector *stream, size_t sets) {
    const csm4_hash *hash = csm4_hash_of(context->hash);
    uint32_t counter = csm4_load32(message->j0 + 12);
    csm4_hashing hashing;
    size_t power_count = csm4_powers_for_message(hash, message);
    __m128i digest;
    if (csm4_begin_sum(&hashing, hash, power_count, message)) {
        csm4_hash_bytes(&hashing, message->input, message->text_len);
        digest = csm4_reduce(hashing.sum);
    } else {
        digest = csm4_hash_message(hash, power_count, message, message->input);
    }
    csm4_lanes_stream(
        csm4_round_keys_of(&context->key), csm4_load_block(message->j0), counter + 1, counter, sets, stream);
    __m128i mask = csm4_last_lane(stream[4 * sets - 1]);
    bool is_right = csm4_is_tag(_mm_xor_si128(csm4_reverse_block(digest), mask), tag, tag_len);
    if (is_right) {
        csm4_xor_stream(stream, message->input, message->output, message->text_len);
    }
    return is_right;
}

CSM4_OUTLINE bool csm4_open_one(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    csm4_vector stream[4];
    return csm4_open_sets(context, message, tag, tag_len, stream, 1);
}

/// Verifies a message of few blocks, more than one set takes, and decrypts it if its tag is right.
CSM4_OUTLINE bool csm4_open_short(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    csm4_vector stream[4 * csm4_few_sets];
    size_t block_count = csm4_blocks_of(message->text_len) + 1;
    if (block_count <= 2 * csm4_set_blocks) {
        return csm4_open_sets(context, message, tag, tag_len, stream, 2);
    }
    if (csm4_few_sets > 3 && block_count <= 3 * csm4_set_blocks) {
        return csm4_open_sets(context, message, tag, tag_len, stream, 3);
    }
    return csm4_open_sets(context, message, tag, tag_len, stream, csm4_few_sets);
}

#endif
