// SPDX-License-Identifier: Apache-2.0

/// The reference by the portable kernel, for systems and emulators without libgcrypt. It puts the other kernels on
/// trial; of the portable kernel itself it shows only that it agrees with itself.
#include "reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CSM4.h"

static const csm4_kernel *portable;
static _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t memory[CSM4_GCM_MEMORY_BYTES];

const char *reference_open(void) {
    portable = csm4_kernel_at(csm4_kernel_count() - 1);
    return "the portable kernel";
}

void reference_ecb_encrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    csm4_ecb_encrypt_blocks(csm4_key_init(memory, portable, key), input, output, byte_count / CSM4_BLOCK_BYTES);
}

void reference_ecb_decrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    csm4_ecb_decrypt_blocks(csm4_key_init(memory, portable, key), input, output, byte_count / CSM4_BLOCK_BYTES);
}

void reference_cbc_encrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    uint8_t next[CSM4_BLOCK_BYTES];
    memcpy(next, iv, sizeof next);
    csm4_cbc_encrypt(csm4_key_init(memory, portable, key), next, input, output, byte_count / CSM4_BLOCK_BYTES);
}

void reference_cbc_decrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    uint8_t next[CSM4_BLOCK_BYTES];
    memcpy(next, iv, sizeof next);
    csm4_cbc_decrypt(csm4_key_init(memory, portable, key), next, input, output, byte_count / CSM4_BLOCK_BYTES);
}

void reference_ctr(
    const uint8_t key[16], const uint8_t counter[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    uint8_t next[CSM4_BLOCK_BYTES];
    memcpy(next, counter, sizeof next);
    csm4_ctr(csm4_key_init(memory, portable, key), next, input, output, byte_count);
}

/// Ends the program when a call refused a length.
static void require(int answer) {
    if (answer != CSM4_OK) {
        fputs("reference: a length was refused\n", stderr);
        exit(2);
    }
}

void reference_gcm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    const csm4_gcm_context *context = csm4_gcm_init(memory, portable, key);
    require(csm4_gcm_seal_sized(
        context, nonce, nonce_len, aad, aad_len, plaintext, text_len, ciphertext, tag, tag_len));
}

void reference_ccm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    const csm4_key *round_keys = csm4_key_init(memory, portable, key);
    require(csm4_ccm_seal_sized(
        round_keys, nonce, nonce_len, aad, aad_len, plaintext, text_len, ciphertext, tag, tag_len));
}
