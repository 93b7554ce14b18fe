// SPDX-License-Identifier: Apache-2.0

/// GCM in one pass over the text, by the kernel's own `gcm_encrypt_blocks` and `gcm_decrypt_blocks`.
#if defined(__aarch64__)

#include "arm64.h"

/// Shorter texts go through `csm4_two_pass_…`, which makes E(J0) together with the key stream.
enum { one_pass_min = 32 * CSM4_BLOCK_BYTES };

/// Absorbs bytes, filled up with zeros to whole blocks.
static void absorb_padded(
    const csm4_gcm_context *context, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *bytes, size_t byte_count) {
    size_t block_count = byte_count / CSM4_BLOCK_BYTES, rest = byte_count % CSM4_BLOCK_BYTES;
    csm4_arm64_ghash_blocks(context->hash, digest, bytes, block_count);
    if (rest > 0) {
        uint8_t last[CSM4_BLOCK_BYTES] = {0};
        memcpy(last, bytes + (byte_count - rest), rest);
        csm4_arm64_ghash_blocks(context->hash, digest, last, 1);
        csm4_wipe(last, sizeof last);
    }
}

/// Encrypts or decrypts the text and writes the whole tag (SP 800-38D §7.1, steps 2 to 6; §7.2, likewise).
static void crypt(
    const csm4_gcm_context *context, const csm4_message *message, bool is_decrypting,
    uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    const csm4_kernel *kernel = context->key.kernel;
    size_t block_count = message->text_len / CSM4_BLOCK_BYTES, whole = block_count * CSM4_BLOCK_BYTES;
    size_t rest = message->text_len - whole;
    const uint8_t *input = message->input + whole;
    uint8_t *output = message->output + whole;
    uint8_t counter[CSM4_BLOCK_BYTES], mask[CSM4_BLOCK_BYTES], lengths[CSM4_BLOCK_BYTES];
    memcpy(counter, message->j0, sizeof counter);
    csm4_store32(counter + 12, csm4_load32(counter + 12) + 1);
    kernel->ctr32(&context->key, message->j0, mask, NULL, NULL, 0);
    memset(tag, 0, CSM4_GCM_TAG_BYTES);
    absorb_padded(context, tag, message->aad, message->aad_len);
    if (is_decrypting) {
        kernel->gcm_decrypt_blocks(context, counter, tag, message->input, message->output, block_count);
        absorb_padded(context, tag, input, rest);
        kernel->ctr32(&context->key, counter, NULL, input, output, rest);
    } else {
        kernel->gcm_encrypt_blocks(context, counter, tag, message->input, message->output, block_count);
        kernel->ctr32(&context->key, counter, NULL, input, output, rest);
        absorb_padded(context, tag, output, rest);
    }
    csm4_store64(lengths, (uint64_t)message->aad_len * 8);
    csm4_store64(lengths + 8, (uint64_t)message->text_len * 8);
    csm4_arm64_ghash_blocks(context->hash, tag, lengths, 1);
    csm4_arm64_xor(mask, tag, tag, CSM4_GCM_TAG_BYTES);
    csm4_wipe(mask, sizeof mask);
    csm4_arm64_wipe();
}

void csm4_arm64_gcm_seal(
    const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    if (message->text_len < one_pass_min) {
        csm4_two_pass_seal(context, message, tag);
        csm4_arm64_wipe_registers();
    } else {
        crypt(context, message, false, tag);
    }
}

int csm4_arm64_gcm_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    if (message->text_len < one_pass_min) {
        int answer = csm4_two_pass_open(context, message, tag, tag_len);
        csm4_arm64_wipe_registers();
        return answer;
    }
    uint8_t computed[CSM4_GCM_TAG_BYTES];
    crypt(context, message, true, computed);
    int is_equal = csm4_equal(computed, tag, tag_len);
    if (!is_equal) {
        csm4_wipe(message->output, message->text_len);
    }
    csm4_wipe(computed, sizeof computed);
    csm4_arm64_wipe_registers();
    return is_equal ? CSM4_OK : CSM4_REFUSED;
}

#endif
