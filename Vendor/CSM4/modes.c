// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "kernel.h"

csm4_key *csm4_key_init(void *memory, const csm4_kernel *kernel, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_key *key = memory;
    key->kernel = kernel;
    kernel->key_schedule(key, bytes);
    return key;
}

void csm4_key_round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    key->kernel->round_keys(key, round_keys);
}

void csm4_key_wipe(csm4_key *key) {
    csm4_wipe(key->words, key->kernel->key_bytes);
    key->kernel = NULL;
}

void csm4_ecb_encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    key->kernel->encrypt_blocks(key, input, output, block_count);
}

void csm4_ecb_decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    key->kernel->decrypt_blocks(key, input, output, block_count);
}

/// Adds a number of blocks to a big-endian 128-bit counter.
static void advance(uint8_t counter[CSM4_BLOCK_BYTES], uint64_t block_count) {
    uint64_t low = csm4_load64(counter + 8) + block_count;
    uint64_t carry = low < block_count;
    csm4_store64(counter + 8, low);
    csm4_store64(counter, csm4_load64(counter) + carry);
}

// A kernel counts in the low 32 bits only, so a call ends where these wrap.
void csm4_ctr(
    const csm4_key *key, uint8_t counter[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t byte_count) {
    while (byte_count > 0) {
        uint64_t until_wrap = ((uint64_t)1 << 32) - csm4_load32(counter + 12);
        uint64_t block_count = byte_count / CSM4_BLOCK_BYTES + (byte_count % CSM4_BLOCK_BYTES != 0);
        size_t count = byte_count;
        if (block_count > until_wrap) {
            block_count = until_wrap;
            count = (size_t)(until_wrap * CSM4_BLOCK_BYTES);
        }
        key->kernel->ctr32(key, counter, NULL, input, output, count);
        advance(counter, block_count);
        input += count;
        output += count;
        byte_count -= count;
    }
}
