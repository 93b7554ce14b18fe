// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "kernel.h"

/// Bytes, padded to blocks, up to which a message is put together in one place and absorbed by one call.
enum { gathered_max = 8 * CSM4_BLOCK_BYTES };

/// The bytes of as many blocks as hold this many, short of an overflow for the lengths that `is_allowed` lets through.
static uint64_t padded(size_t byte_count) {
    return ((uint64_t)byte_count + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES * CSM4_BLOCK_BYTES;
}

/// Copies bytes, fills the last block up with zeros and answers where the next block begins.
static uint8_t *append(uint8_t *end, const uint8_t *bytes, size_t byte_count) {
    if (byte_count > 0) {
        memcpy(end, bytes, byte_count);
        memset(end + byte_count, 0, (size_t)padded(byte_count) - byte_count);
    }
    return end + padded(byte_count);
}

/// Absorbs the whole blocks of a byte string and answers how many bytes follow them.
static size_t absorb_blocks(
    const csm4_gcm_context *context, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *bytes, size_t byte_count) {
    size_t block_count = byte_count / CSM4_BLOCK_BYTES;
    if (block_count > 0) {
        context->key.kernel->ghash_blocks(context->hash, digest, bytes, block_count);
    }
    return byte_count % CSM4_BLOCK_BYTES;
}

void csm4_ghash(
    const csm4_gcm_context *context, const uint8_t *aad, size_t aad_len, const uint8_t *text, size_t text_len,
    uint8_t digest[CSM4_BLOCK_BYTES]) {
    const csm4_kernel *kernel = context->key.kernel;
    uint8_t gathered[gathered_max + CSM4_BLOCK_BYTES];
    uint8_t *end = gathered;
    memset(digest, 0, CSM4_BLOCK_BYTES);
    if (aad_len <= gathered_max && text_len <= gathered_max && padded(aad_len) + padded(text_len) <= gathered_max) {
        end = append(end, aad, aad_len);
        end = append(end, text, text_len);
    } else {
        size_t rest = absorb_blocks(context, digest, aad, aad_len);
        if (rest > 0) {
            end = append(end, aad + (aad_len - rest), rest);
            kernel->ghash_blocks(context->hash, digest, gathered, 1);
            end = gathered;
        }
        rest = absorb_blocks(context, digest, text, text_len);
        end = append(end, text + (text_len - rest), rest);
    }
    csm4_store64(end, (uint64_t)aad_len * 8);
    csm4_store64(end + 8, (uint64_t)text_len * 8);
    end += CSM4_BLOCK_BYTES;
    kernel->ghash_blocks(context->hash, digest, gathered, (size_t)(end - gathered) / CSM4_BLOCK_BYTES);
    csm4_wipe(gathered, (size_t)(end - gathered));
}
