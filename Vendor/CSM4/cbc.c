// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "kernel.h"

/// Blocks that `csm4_cbc_decrypt` decrypts at once: enough to fill every kernel's widest path.
enum { batch_blocks = 128 };

void csm4_cbc_encrypt(
    const csm4_key *key, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t block_count) {
    uint8_t chain[CSM4_BLOCK_BYTES];
    memcpy(chain, iv, sizeof chain);
    for (size_t i = 0; i < block_count; i++) {
        csm4_xor_block(chain, input + i * CSM4_BLOCK_BYTES, chain);
        key->kernel->encrypt_blocks(key, chain, chain, 1);
        memcpy(output + i * CSM4_BLOCK_BYTES, chain, sizeof chain);
    }
    memcpy(iv, chain, sizeof chain);
}

/// Decrypts 1 to `batch_blocks` blocks through `batch`. The XOR goes from the last block to the first, so that in place
/// each still finds the ciphertext before it.
static void decrypt_batch(
    const csm4_key *key, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t block_count,
    uint8_t *batch) {
    uint8_t next_iv[CSM4_BLOCK_BYTES];
    memcpy(next_iv, input + (block_count - 1) * CSM4_BLOCK_BYTES, sizeof next_iv);
    key->kernel->decrypt_blocks(key, input, batch, block_count);
    for (size_t at = (block_count - 1) * CSM4_BLOCK_BYTES; at > 0; at -= CSM4_BLOCK_BYTES) {
        csm4_xor_block(batch + at, input + (at - CSM4_BLOCK_BYTES), output + at);
    }
    csm4_xor_block(batch, iv, output);
    memcpy(iv, next_iv, sizeof next_iv);
}

void csm4_cbc_decrypt(
    const csm4_key *key, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t block_count) {
    uint8_t batch[batch_blocks * CSM4_BLOCK_BYTES];
    size_t used = block_count < batch_blocks ? block_count : batch_blocks;
    while (block_count > 0) {
        size_t count = block_count < batch_blocks ? block_count : batch_blocks;
        decrypt_batch(key, iv, input, output, count, batch);
        input += count * CSM4_BLOCK_BYTES;
        output += count * CSM4_BLOCK_BYTES;
        block_count -= count;
    }
    csm4_wipe(batch, used * CSM4_BLOCK_BYTES);
}
