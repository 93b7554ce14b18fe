// SPDX-License-Identifier: Apache-2.0

#include "gcm.h"

#include "bytes.h"

csm4_gcm_context *csm4_gcm_init(void *memory, const csm4_kernel *kernel, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_gcm_context *context = memory;
    context->key.kernel = kernel;
    kernel->gcm_init(context, bytes);
    return context;
}

void csm4_gcm_wipe(csm4_gcm_context *context) {
    csm4_wipe(context->hash, context->key.kernel->hash_bytes);
    csm4_key_wipe(&context->key);
}

bool csm4_gcm_is_allowed(size_t nonce_len, size_t aad_len, size_t text_len) {
    return nonce_len > 0 && (uint64_t)nonce_len <= CSM4_GCM_AAD_BYTES_MAX && (uint64_t)aad_len <= CSM4_GCM_AAD_BYTES_MAX
        && (uint64_t)text_len <= CSM4_GCM_TEXT_BYTES_MAX;
}

bool csm4_gcm_is_tag_length(size_t tag_len) {
    return tag_len == 4 || tag_len == 8 || (tag_len >= 12 && tag_len <= CSM4_GCM_TAG_BYTES);
}

void csm4_gcm_make_j0(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, uint8_t j0[CSM4_BLOCK_BYTES]) {
    if (nonce_len == CSM4_GCM_NONCE_BYTES) {
        memcpy(j0, nonce, CSM4_GCM_NONCE_BYTES);
        csm4_store32(j0 + CSM4_GCM_NONCE_BYTES, 1);
    } else {
        csm4_ghash(context, NULL, 0, nonce, nonce_len, j0);
    }
}

int csm4_gcm_seal_sized(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    if (!csm4_gcm_is_allowed(nonce_len, aad_len, text_len) || !csm4_gcm_is_tag_length(tag_len)) {
        return CSM4_REFUSED;
    }
    uint8_t j0[CSM4_BLOCK_BYTES];
    uint8_t whole_tag[CSM4_GCM_TAG_BYTES];
    csm4_gcm_make_j0(context, nonce, nonce_len, j0);
    const csm4_message message = {j0, aad, aad_len, plaintext, ciphertext, text_len};
    context->key.kernel->gcm_seal(context, &message, whole_tag);
    memcpy(tag, whole_tag, tag_len);
    csm4_wipe(whole_tag, sizeof whole_tag);
    csm4_wipe(j0, sizeof j0);
    return CSM4_OK;
}

int csm4_gcm_open_sized(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t *tag, size_t tag_len, uint8_t *plaintext) {
    if (!csm4_gcm_is_allowed(nonce_len, aad_len, text_len) || !csm4_gcm_is_tag_length(tag_len)) {
        return CSM4_REFUSED;
    }
    uint8_t j0[CSM4_BLOCK_BYTES];
    csm4_gcm_make_j0(context, nonce, nonce_len, j0);
    const csm4_message message = {j0, aad, aad_len, ciphertext, plaintext, text_len};
    int answer = context->key.kernel->gcm_open(context, &message, tag, tag_len);
    csm4_wipe(j0, sizeof j0);
    return answer;
}

int csm4_gcm_seal(
    const csm4_gcm_context *context, const uint8_t nonce[CSM4_GCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    return csm4_gcm_seal_sized(
        context, nonce, CSM4_GCM_NONCE_BYTES, aad, aad_len, plaintext, text_len, ciphertext, tag, CSM4_GCM_TAG_BYTES);
}

int csm4_gcm_open(
    const csm4_gcm_context *context, const uint8_t nonce[CSM4_GCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t tag[CSM4_GCM_TAG_BYTES], uint8_t *plaintext) {
    return csm4_gcm_open_sized(
        context, nonce, CSM4_GCM_NONCE_BYTES, aad, aad_len, ciphertext, text_len, tag, CSM4_GCM_TAG_BYTES, plaintext);
}
