// SPDX-License-Identifier: Apache-2.0

/// The table's entries for streaming, `ghash_blocks`, `gcm_encrypt_blocks` and `gcm_decrypt_blocks`: a message of whole
/// blocks in pieces, finished by plain arithmetic.
#include <string.h>

#include "field.h"
#include "gcm_message.h"
#include "kernel.h"
#include "reference.h"

typedef void blocks_function(
    const csm4_gcm_context *, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *,
    uint8_t *, size_t);

static void store32(uint8_t *bytes, uint32_t value) {
    for (int i = 0; i < 4; i++) {
        bytes[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

static uint32_t load32(const uint8_t *bytes) {
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void xor_block(uint8_t *block, const uint8_t *other) {
    for (size_t i = 0; i < CSM4_BLOCK_BYTES; i++) {
        block[i] ^= other[i];
    }
}

/// H = E(0^128), by the reference.
static void make_hash_key(const trial *trial, uint8_t hash_key[CSM4_BLOCK_BYTES]) {
    memset(hash_key, 0, CSM4_BLOCK_BYTES);
    reference_ecb_encrypt(trial->key, hash_key, hash_key, CSM4_BLOCK_BYTES);
}

/// Absorbs [aad_len]_64 ‖ [text_len]_64, in bits, by plain arithmetic.
static void absorb_lengths(uint8_t digest[16], const uint8_t hash_key[16], uint64_t aad_len, uint64_t text_len) {
    uint8_t lengths[CSM4_BLOCK_BYTES];
    store32(lengths, (uint32_t)(aad_len >> 29));
    store32(lengths + 4, (uint32_t)(aad_len << 3));
    store32(lengths + 8, (uint32_t)(text_len >> 29));
    store32(lengths + 12, (uint32_t)(text_len << 3));
    xor_block(digest, lengths);
    field_multiply(digest, hash_key);
}

/// Absorbs bytes, padded with zeros to whole blocks, by the kernel, in two pieces.
static void absorb(
    trial *trial, const csm4_gcm_context *context, uint8_t *digest, const uint8_t *bytes, size_t byte_count) {
    static uint8_t padded[aead_aad_max + CSM4_BLOCK_BYTES];
    size_t block_count = (byte_count + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES;
    memcpy(padded, bytes, byte_count);
    memset(padded + byte_count, 0, block_count * CSM4_BLOCK_BYTES - byte_count);
    const uint8_t *blocks = buffer_copy(&trial->draws, "blocks", padded, block_count * CSM4_BLOCK_BYTES);
    size_t cut = draw_below(&trial->draws, block_count + 1);
    if (cut > 0) {
        trial->kernel->ghash_blocks(context->hash, digest, blocks, cut);
    }
    if (cut < block_count) {
        trial->kernel->ghash_blocks(context->hash, digest, blocks + cut * CSM4_BLOCK_BYTES, block_count - cut);
    }
}

/// Makes the pre-counter block: from a nonce of 12 bytes as it stands, else by the kernel's `ghash_blocks`.
static void make_j0(
    trial *trial, const csm4_gcm_context *context, const aead_message *message, const uint8_t *hash_key, uint8_t *j0) {
    memset(j0, 0, CSM4_BLOCK_BYTES);
    if (message->nonce_len == CSM4_GCM_NONCE_BYTES) {
        memcpy(j0, message->nonce, CSM4_GCM_NONCE_BYTES);
        j0[CSM4_BLOCK_BYTES - 1] = 1;
    } else {
        absorb(trial, context, j0, message->nonce, message->nonce_len);
        absorb_lengths(j0, hash_key, 0, message->nonce_len);
    }
}

/// Runs the text through in pieces of at least one block, drawn at random or all in one.
static void run(
    trial *trial, const csm4_gcm_context *context, blocks_function *run, uint8_t *counter, uint8_t *digest,
    const uint8_t *input, uint8_t *output) {
    size_t rest = trial->text_len / CSM4_BLOCK_BYTES;
    bool is_whole = draw_one_in(&trial->draws, 4);
    while (rest > 0) {
        size_t count = is_whole ? rest : draw_length(&trial->draws, rest);
        run(context, counter, digest, input, output, count);
        input += count * CSM4_BLOCK_BYTES;
        output += count * CSM4_BLOCK_BYTES;
        rest -= count;
    }
}

/// Seals or opens the message by the kernel's entries and checks text, counter and tag.
static void try_blocks(
    trial *trial, const aead_message *message, blocks_function *function, const uint8_t *from, const uint8_t *to,
    const char *what) {
    buffers_reset();
    draws *draws = &trial->draws;
    const csm4_gcm_context *context = trial_make_context(trial);
    uint8_t hash_key[CSM4_BLOCK_BYTES], j0[CSM4_BLOCK_BYTES], next[CSM4_BLOCK_BYTES];
    make_hash_key(trial, hash_key);
    make_j0(trial, context, message, hash_key, j0);
    memcpy(next, j0, sizeof next);
    store32(next + 12, load32(next + 12) + 1);
    uint8_t *counter = buffer_copy(draws, "counter", next, sizeof next);
    uint8_t *digest = buffer_place(draws, "digest", CSM4_BLOCK_BYTES);
    memset(digest, 0, CSM4_BLOCK_BYTES);
    absorb(trial, context, digest, message->aad, message->aad_len);
    uint8_t *input = buffer_copy(draws, "input", from, trial->text_len);
    bool is_in_place = draw_one_in(draws, 2);
    uint8_t *output = is_in_place ? input : buffer_place(draws, "output", trial->text_len);
    run(trial, context, function, counter, digest, input, output);
    trial_check_equal(trial, output, to, trial->text_len, what);
    trial_check_equal(trial, input, is_in_place ? to : from, trial->text_len, "the input changed");
    store32(next + 12, load32(next + 12) + (uint32_t)(trial->text_len / CSM4_BLOCK_BYTES));
    trial_check_equal(trial, counter, next, sizeof next, "the next counter");
    absorb_lengths(digest, hash_key, message->aad_len, trial->text_len);
    reference_ecb_encrypt(trial->key, j0, j0, sizeof j0);
    xor_block(digest, j0);
    trial_check_equal(trial, digest, message->tag, message->tag_len, "tag");
    trial_check_buffers(trial);
    trial->processed += trial->text_len;
}

void trial_gcm_blocks(trial *trial) {
    trial->text_len = trial->text_len / CSM4_BLOCK_BYTES * CSM4_BLOCK_BYTES;
    const aead_message *message = gcm_message_draw(trial);
    const csm4_kernel *kernel = trial->kernel;
    try_blocks(trial, message, kernel->gcm_encrypt_blocks, trial->text, trial->expected, "ciphertext");
    try_blocks(trial, message, kernel->gcm_decrypt_blocks, trial->expected, trial->text, "plaintext");
}
