// SPDX-License-Identifier: Apache-2.0

#include "row.h"

#include <string.h>
#include <valgrind/memcheck.h>

/// Lengths on both sides of a block, of the batches of kernels, and of their short-message paths.
static const size_t lengths[] = {0, 1, 15, 16, 17, 48, 63, 64, 65, 127, 128, 129, 255, 256, 257, 511, 1024, 2049, 4103};
enum { length_count = sizeof lengths / sizeof lengths[0] };

static void run_key_schedule(bench *bench) {
    uint32_t round_keys[32];
    csm4_key_round_keys(csm4_key_init(bench->context, bench->kernel, bench->key), round_keys);
}

static void run_ecb_encrypt(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t block_count = 0; block_count <= row_text_bytes / CSM4_BLOCK_BYTES; block_count++) {
        csm4_ecb_encrypt_blocks(key, bench->text, bench->output, block_count);
    }
}

static void run_ecb_decrypt(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t block_count = 0; block_count <= row_text_bytes / CSM4_BLOCK_BYTES; block_count++) {
        csm4_ecb_decrypt_blocks(key, bench->text, bench->output, block_count);
    }
}

static void run_cbc_encrypt(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    csm4_cbc_encrypt(key, bench->nonce, bench->text, bench->output, row_text_bytes / CSM4_BLOCK_BYTES);
}

static void run_cbc_decrypt(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t block_count = 0; block_count <= row_text_bytes / CSM4_BLOCK_BYTES; block_count++) {
        csm4_cbc_decrypt(key, bench->nonce, bench->text, bench->output, block_count);
    }
}

static void run_ctr(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        csm4_ctr(key, bench->nonce, bench->text, bench->output, lengths[i]);
    }
}

static void run_gcm_init(bench *bench) {
    csm4_gcm_wipe(csm4_gcm_init(bench->context, bench->kernel, bench->key));
}

static void run_gcm_seal(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        csm4_gcm_seal(
            context, bench->nonce, bench->aad, i % sizeof bench->aad, bench->text, lengths[i], bench->output,
            bench->tag);
    }
}

/// A nonce that is no 12 bytes passes through GHASH, and the counter is then a secret, too.
static void run_gcm_seal_sized(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        csm4_gcm_seal_sized(
            context, bench->nonce, sizeof bench->nonce, bench->aad, sizeof bench->aad, bench->text, lengths[i],
            bench->output, bench->tag, CSM4_GCM_TAG_BYTES);
    }
}

/// Opens true messages: what sealing wrote is public.
static void run_gcm_open(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        csm4_gcm_seal(
            context, bench->nonce, bench->aad, sizeof bench->aad, bench->text, lengths[i], bench->output, bench->tag);
        VALGRIND_MAKE_MEM_DEFINED(bench->output, sizeof bench->output);
        VALGRIND_MAKE_MEM_DEFINED(bench->tag, sizeof bench->tag);
        csm4_gcm_open(
            context, bench->nonce, bench->aad, sizeof bench->aad, bench->output, lengths[i], bench->tag,
            bench->output);
    }
}

/// Opens messages whose tags, all zero, are wrong.
static void run_gcm_open_forged(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        VALGRIND_MAKE_MEM_DEFINED(bench->output, sizeof bench->output);
        csm4_gcm_open(
            context, bench->nonce, bench->aad, sizeof bench->aad, bench->output, lengths[i], bench->tag,
            bench->output);
    }
}

/// Encrypts a message in pieces of all the lengths.
static void run_gcm_stream_encrypt(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    csm4_gcm_stream *stream = csm4_gcm_stream_init(bench->stream, context, bench->nonce, CSM4_GCM_NONCE_BYTES);
    csm4_gcm_stream_aad(stream, bench->aad, sizeof bench->aad);
    for (size_t i = 0; i < length_count; i++) {
        csm4_gcm_stream_encrypt(stream, bench->text, bench->output, lengths[i]);
    }
    csm4_gcm_stream_seal_final(stream, bench->tag, sizeof bench->tag);
    csm4_gcm_stream_wipe(stream);
}

/// Decrypts a message whose tag is wrong, in pieces of all the lengths.
static void run_gcm_stream_decrypt(bench *bench) {
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, bench->kernel, bench->key);
    csm4_gcm_stream *stream = csm4_gcm_stream_init(bench->stream, context, bench->nonce, CSM4_GCM_NONCE_BYTES);
    csm4_gcm_stream_aad(stream, bench->aad, sizeof bench->aad);
    for (size_t i = 0; i < length_count; i++) {
        VALGRIND_MAKE_MEM_DEFINED(bench->output, sizeof bench->output);
        csm4_gcm_stream_decrypt(stream, bench->output, bench->output, lengths[i]);
    }
    csm4_gcm_stream_open_final(stream, bench->tag, sizeof bench->tag);
    csm4_gcm_stream_wipe(stream);
}

static void run_ccm_seal(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        csm4_ccm_seal(
            key, bench->nonce, bench->aad, i % sizeof bench->aad, bench->text, lengths[i], bench->output, bench->tag);
    }
}

/// Opens true messages, and messages whose tags are wrong.
static void run_ccm_open(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    for (size_t i = 0; i < length_count; i++) {
        for (int is_forged = 0; is_forged < 2; is_forged++) {
            csm4_ccm_seal(
                key, bench->nonce, bench->aad, sizeof bench->aad, bench->text, lengths[i], bench->output, bench->tag);
            VALGRIND_MAKE_MEM_DEFINED(bench->output, sizeof bench->output);
            VALGRIND_MAKE_MEM_DEFINED(bench->tag, sizeof bench->tag);
            bench->tag[0] ^= (uint8_t)is_forged;
            csm4_ccm_open(
                key, bench->nonce, bench->aad, sizeof bench->aad, bench->output, lengths[i], bench->tag,
                bench->output);
        }
    }
}

const row rows[] = {
    {"key schedule", run_key_schedule},
    {"ecb encrypt, 0 to 256 blocks", run_ecb_encrypt},
    {"ecb decrypt, 0 to 256 blocks", run_ecb_decrypt},
    {"cbc encrypt", run_cbc_encrypt},
    {"cbc decrypt, 0 to 256 blocks", run_cbc_decrypt},
    {"ctr", run_ctr},
    {"gcm init", run_gcm_init},
    {"gcm seal", run_gcm_seal},
    {"gcm seal, nonce of 16 bytes", run_gcm_seal_sized},
    {"gcm open", run_gcm_open},
    {"gcm open, wrong tag", run_gcm_open_forged},
    {"gcm stream, encrypt", run_gcm_stream_encrypt},
    {"gcm stream, decrypt, wrong tag", run_gcm_stream_decrypt},
    {"ccm seal", run_ccm_seal},
    {"ccm open, true and wrong tags", run_ccm_open},
};
const size_t row_count = sizeof rows / sizeof rows[0];
