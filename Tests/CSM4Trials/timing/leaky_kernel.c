// SPDX-License-Identifier: Apache-2.0

#include "leaky_kernel.h"

#include <string.h>

#include "kernel.h"

/// Whether two tags are equal, in a time that tells where they are not.
static int leaky_equal(const volatile uint8_t *left, const volatile uint8_t *right, size_t byte_count) {
    for (size_t i = 0; i < byte_count; i++) {
        if (left[i] != right[i]) {
            return 0;
        }
    }
    return 1;
}

/// Verifies and decrypts as `csm4_gcm_open` does, for a text that fits.
static int leaky_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    uint8_t mask[CSM4_BLOCK_BYTES], digest[CSM4_BLOCK_BYTES], stream[256] = {0};
    if (message->text_len > sizeof stream) {
        return CSM4_REFUSED;
    }
    context->key.kernel->ctr32(&context->key, message->j0, mask, stream, stream, message->text_len);
    csm4_ghash(context, message->aad, message->aad_len, message->input, message->text_len, digest);
    for (size_t i = 0; i < CSM4_BLOCK_BYTES; i++) {
        digest[i] ^= mask[i];
    }
    if (!leaky_equal(digest, tag, tag_len)) {
        return CSM4_REFUSED;
    }
    for (size_t i = 0; i < message->text_len; i++) {
        message->output[i] = message->input[i] ^ stream[i];
    }
    return CSM4_OK;
}

const csm4_kernel *leaky_kernel(void) {
    static csm4_kernel kernel;
    kernel = *csm4_kernel_best();
    kernel.name = "leaky";
    kernel.gcm_open = leaky_open;
    return &kernel;
}
