// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "kernel.h"

/// Bytes of key stream that `csm4_two_pass_open` makes together with E(J0), before it knows whether the tag is right.
/// A short message then costs one pass through the cipher: with E(J0) they are 16 blocks, the portable kernel's batch.
enum { head_max = 15 * CSM4_BLOCK_BYTES };

/// XORs the mask E(J0) into the GHASH digest: the tag (SP 800-38D §7.1, step 6).
static void mask_digest(uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t mask[CSM4_BLOCK_BYTES]) {
    for (size_t i = 0; i < CSM4_BLOCK_BYTES; i++) {
        digest[i] ^= mask[i];
    }
}

void csm4_two_pass_seal(
    const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    const csm4_kernel *kernel = context->key.kernel;
    uint8_t mask[CSM4_BLOCK_BYTES];
    kernel->ctr32(&context->key, message->j0, mask, message->input, message->output, message->text_len);
    csm4_ghash(context, message->aad, message->aad_len, message->output, message->text_len, tag);
    mask_digest(tag, mask);
    csm4_wipe(mask, sizeof mask);
}

/// Decrypts a message whose tag is verified: the head by the key stream at hand, the rest by the cipher.
static void decrypt(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *stream, size_t head_len) {
    for (size_t i = 0; i < head_len; i++) {
        message->output[i] = message->input[i] ^ stream[i];
    }
    if (message->text_len > head_len) {
        uint8_t counter[CSM4_BLOCK_BYTES];
        memcpy(counter, message->j0, sizeof counter);
        csm4_store32(counter + 12, csm4_load32(counter + 12) + 1 + head_max / CSM4_BLOCK_BYTES);
        context->key.kernel->ctr32(
            &context->key, counter, NULL, message->input + head_len, message->output + head_len,
            message->text_len - head_len);
    }
}

int csm4_two_pass_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    const csm4_kernel *kernel = context->key.kernel;
    uint8_t mask[CSM4_BLOCK_BYTES];
    uint8_t digest[CSM4_BLOCK_BYTES];
    uint8_t stream[head_max] = {0};
    size_t head_len = message->text_len < head_max ? message->text_len : head_max;
    kernel->ctr32(&context->key, message->j0, mask, stream, stream, head_len);
    csm4_ghash(context, message->aad, message->aad_len, message->input, message->text_len, digest);
    mask_digest(digest, mask);
    int is_equal = csm4_equal(digest, tag, tag_len);
    if (is_equal) {
        decrypt(context, message, stream, head_len);
    }
    csm4_wipe(stream, sizeof stream);
    csm4_wipe(digest, sizeof digest);
    csm4_wipe(mask, sizeof mask);
    return is_equal ? CSM4_OK : CSM4_REFUSED;
}

/// Adds a number of blocks to the low 32 bits of a counter.
static void advance(uint8_t counter[CSM4_BLOCK_BYTES], size_t block_count) {
    csm4_store32(counter + 12, csm4_load32(counter + 12) + (uint32_t)block_count);
}

void csm4_two_pass_encrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    const csm4_kernel *kernel = context->key.kernel;
    kernel->ctr32(&context->key, counter, NULL, input, output, block_count * CSM4_BLOCK_BYTES);
    kernel->ghash_blocks(context->hash, digest, output, block_count);
    advance(counter, block_count);
}

void csm4_two_pass_decrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    const csm4_kernel *kernel = context->key.kernel;
    kernel->ghash_blocks(context->hash, digest, input, block_count);
    kernel->ctr32(&context->key, counter, NULL, input, output, block_count * CSM4_BLOCK_BYTES);
    advance(counter, block_count);
}
