// SPDX-License-Identifier: Apache-2.0

/// The table of the portable kernel. Each entry runs its function and then overwrites the stack that it used: no C code
/// can name the slots into which a compiler spills round keys, state or products.
#include "portable.h"
#include "../bytes.h"

static bool is_supported(void) {
    return true;
}

static void key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_portable_key_schedule(key, bytes);
    csm4_wipe_stack();
}

static void encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    csm4_portable_encrypt_blocks(key, input, output, block_count);
    csm4_wipe_stack();
}

static void decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    csm4_portable_decrypt_blocks(key, input, output, block_count);
    csm4_wipe_stack();
}

static void ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    csm4_portable_ctr32(key, counter, first, input, output, byte_count);
    csm4_wipe_stack();
}

static void gcm_init(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    uint8_t hash_key[CSM4_BLOCK_BYTES] = {0};
    csm4_portable_key_schedule(&context->key, bytes);
    csm4_portable_encrypt_blocks(&context->key, hash_key, hash_key, 1);
    csm4_portable_hash_init(context->hash, hash_key);
    csm4_wipe(hash_key, sizeof hash_key);
    csm4_wipe_stack();
}

static void ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    csm4_portable_ghash_blocks(hash, digest, blocks, block_count);
    csm4_wipe_stack();
}

const csm4_kernel csm4_kernel_portable = {
    .name = "portable",
    .key_bytes = csm4_portable_key_bytes,
    .hash_bytes = csm4_portable_hash_bytes,
    .is_supported = is_supported,
    .key_schedule = key_schedule,
    .round_keys = csm4_portable_round_keys,
    .encrypt_blocks = encrypt_blocks,
    .decrypt_blocks = decrypt_blocks,
    .ctr32 = ctr32,
    .gcm_init = gcm_init,
    .ghash_blocks = ghash_blocks,
    .gcm_seal = csm4_two_pass_seal,
    .gcm_open = csm4_two_pass_open,
    .gcm_encrypt_blocks = csm4_two_pass_encrypt_blocks,
    .gcm_decrypt_blocks = csm4_two_pass_decrypt_blocks,
};
