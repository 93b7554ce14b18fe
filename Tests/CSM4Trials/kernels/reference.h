// SPDX-License-Identifier: Apache-2.0

/// Another implementation of SM4 and its modes, against which kernels are tried. One file implements it per build:
/// `reference_gcrypt.c`, or `reference_portable.c` where there is no libgcrypt. A failure inside ends the program.
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stddef.h>
#include <stdint.h>

/// Prepares the implementation and answers its name and version.
const char *reference_open(void);

/// ECB over whole blocks.
void reference_ecb_encrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count);
void reference_ecb_decrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count);

/// CBC over whole blocks, without padding (SP 800-38A §6.2).
void reference_cbc_encrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count);
void reference_cbc_decrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count);

/// CTR, counting in the whole block (SP 800-38A §6.5).
void reference_ctr(
    const uint8_t key[16], const uint8_t counter[16], const uint8_t *input, uint8_t *output, size_t byte_count);

/// GCM with any length of nonce and any allowed length of tag (SP 800-38D).
void reference_gcm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len);

/// CCM with any allowed length of nonce and tag (SP 800-38C).
void reference_ccm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len);

#endif
