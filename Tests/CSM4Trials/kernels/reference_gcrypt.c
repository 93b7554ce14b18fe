// SPDX-License-Identifier: Apache-2.0

/// The reference by libgcrypt. The handles stay open: a key is set anew for each call.
#include "reference.h"

#include <gcrypt.h>
#include <stdio.h>
#include <stdlib.h>

static gcry_cipher_hd_t ecb, cbc, ctr, gcm, ccm;

/// Ends the program when a call of libgcrypt failed.
static void require(gcry_error_t error, const char *call) {
    if (error != 0) {
        fprintf(stderr, "reference: %s: %s\n", call, gcry_strerror(error));
        exit(2);
    }
}

const char *reference_open(void) {
    static char name[64];
    snprintf(name, sizeof name, "libgcrypt %s", gcry_check_version(NULL));
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    require(gcry_cipher_open(&ecb, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_ECB, 0), "open ECB");
    require(gcry_cipher_open(&cbc, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CBC, 0), "open CBC");
    require(gcry_cipher_open(&ctr, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CTR, 0), "open CTR");
    require(gcry_cipher_open(&gcm, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_GCM, 0), "open GCM");
    require(gcry_cipher_open(&ccm, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_CCM, 0), "open CCM");
    return name;
}

void reference_ecb_encrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    require(gcry_cipher_setkey(ecb, key, 16), "set key");
    require(gcry_cipher_encrypt(ecb, output, byte_count, input, byte_count), "encrypt");
}

void reference_ecb_decrypt(const uint8_t key[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    require(gcry_cipher_setkey(ecb, key, 16), "set key");
    require(gcry_cipher_decrypt(ecb, output, byte_count, input, byte_count), "decrypt");
}

void reference_cbc_encrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    require(gcry_cipher_setkey(cbc, key, 16), "set key");
    require(gcry_cipher_setiv(cbc, iv, 16), "set IV");
    require(gcry_cipher_encrypt(cbc, output, byte_count, input, byte_count), "encrypt");
}

void reference_cbc_decrypt(
    const uint8_t key[16], const uint8_t iv[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    require(gcry_cipher_setkey(cbc, key, 16), "set key");
    require(gcry_cipher_setiv(cbc, iv, 16), "set IV");
    require(gcry_cipher_decrypt(cbc, output, byte_count, input, byte_count), "decrypt");
}

void reference_ctr(
    const uint8_t key[16], const uint8_t counter[16], const uint8_t *input, uint8_t *output, size_t byte_count) {
    require(gcry_cipher_setkey(ctr, key, 16), "set key");
    require(gcry_cipher_setctr(ctr, counter, 16), "set counter");
    require(gcry_cipher_encrypt(ctr, output, byte_count, input, byte_count), "encrypt");
}

void reference_gcm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    require(gcry_cipher_setkey(gcm, key, 16), "set key");
    require(gcry_cipher_setiv(gcm, nonce, nonce_len), "set nonce");
    require(gcry_cipher_authenticate(gcm, aad, aad_len), "authenticate");
    require(gcry_cipher_final(gcm), "final");
    require(gcry_cipher_encrypt(gcm, ciphertext, text_len, plaintext, text_len), "encrypt");
    require(gcry_cipher_gettag(gcm, tag, tag_len), "tag");
}

void reference_ccm_seal(
    const uint8_t key[16], const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    const uint64_t lengths[] = {text_len, aad_len, tag_len};
    require(gcry_cipher_setkey(ccm, key, 16), "set key");
    require(gcry_cipher_setiv(ccm, nonce, nonce_len), "set nonce");
    require(gcry_cipher_ctl(ccm, GCRYCTL_SET_CCM_LENGTHS, (void *)lengths, sizeof lengths), "set lengths");
    require(gcry_cipher_authenticate(ccm, aad, aad_len), "authenticate");
    require(gcry_cipher_encrypt(ccm, ciphertext, text_len, plaintext, text_len), "encrypt");
    require(gcry_cipher_gettag(ccm, tag, tag_len), "tag");
}
