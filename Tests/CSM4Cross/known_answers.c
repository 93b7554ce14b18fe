// SPDX-License-Identifier: Apache-2.0

#include "cross.h"

#include <string.h>

/// GB/T 32907-2016, A.1: key and plaintext are the same. RFC 8998, A.1 has this key, too.
static const uint8_t key_bytes[CSM4_KEY_BYTES] = {
    0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF, 0xFE, 0xDC, 0xBA, 0x98, 0x76, 0x54, 0x32, 0x10,
};
static const uint8_t block_expected[CSM4_BLOCK_BYTES] = {
    0x68, 0x1E, 0xDF, 0x34, 0xD2, 0x06, 0x96, 0x5E, 0x86, 0xB3, 0xE9, 0x4F, 0x53, 0x6E, 0x42, 0x46,
};
static const uint32_t round_keys_expected[32] = {
    0xF12186F9, 0x41662B61, 0x5A6AB19A, 0x7BA92077, 0x367360F4, 0x776A0C61, 0xB6BB89B3, 0x24763151,
    0xA520307C, 0xB7584DBD, 0xC30753ED, 0x7EE55B57, 0x6988608C, 0x30D895B7, 0x44BA14AF, 0x104495A1,
    0xD120B428, 0x73B55FA3, 0xCC874966, 0x92244439, 0xE89E641F, 0x98CA015A, 0xC7159060, 0x99E1FD2E,
    0xB79BD80C, 0x1D2115B0, 0x0E228AEB, 0xF1780C81, 0x428D3654, 0x62293496, 0x01CF72E5, 0x9124A012,
};

/// RFC 8998, A.1.
static const uint8_t nonce[CSM4_GCM_NONCE_BYTES] = {0, 0, 0x12, 0x34, 0x56, 0x78, 0, 0, 0, 0, 0xAB, 0xCD};
static const uint8_t aad[20] = {
    0xFE, 0xED, 0xFA, 0xCE, 0xDE, 0xAD, 0xBE, 0xEF, 0xFE, 0xED,
    0xFA, 0xCE, 0xDE, 0xAD, 0xBE, 0xEF, 0xAB, 0xAD, 0xDA, 0xD2,
};
static const uint8_t eighths[8] = {0xAA, 0xBB, 0xCC, 0xDD, 0xEE, 0xFF, 0xEE, 0xAA};
static const uint8_t ciphertext_expected[64] = {
    0x17, 0xF3, 0x99, 0xF0, 0x8C, 0x67, 0xD5, 0xEE, 0x19, 0xD0, 0xDC, 0x99, 0x69, 0xC4, 0xBB, 0x7D,
    0x5F, 0xD4, 0x6F, 0xD3, 0x75, 0x64, 0x89, 0x06, 0x91, 0x57, 0xB2, 0x82, 0xBB, 0x20, 0x07, 0x35,
    0xD8, 0x27, 0x10, 0xCA, 0x5C, 0x22, 0xF0, 0xCC, 0xFA, 0x7C, 0xBF, 0x93, 0xD4, 0x96, 0xAC, 0x15,
    0xA5, 0x68, 0x34, 0xCB, 0xCF, 0x98, 0xC3, 0x97, 0xB4, 0x02, 0x4A, 0x26, 0x91, 0x23, 0x3B, 0x8D,
};
static const uint8_t tag_expected[CSM4_GCM_TAG_BYTES] = {
    0x83, 0xDE, 0x35, 0x41, 0xE4, 0xC2, 0xB5, 0x81, 0x77, 0xE0, 0x65, 0xA9, 0xBF, 0x7B, 0x62, 0xEC,
};

/// Every count of blocks up to 40, so that each path of a kernel has the example in each of its places.
static void check_blocks(tally *tally) {
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t memory[CSM4_KEY_MEMORY_BYTES];
    csm4_key *key = csm4_key_init(memory, tally->kernel, key_bytes);
    uint32_t round_keys[32];
    csm4_key_round_keys(key, round_keys);
    check(tally, memcmp(round_keys, round_keys_expected, sizeof round_keys) == 0, "GB/T 32907, A.1: round keys");
    for (size_t count = 1; count <= 40; count++) {
        uint8_t blocks[40 * CSM4_BLOCK_BYTES];
        bool is_encrypted = true, is_decrypted = true;
        for (size_t i = 0; i < count; i++) {
            memcpy(blocks + CSM4_BLOCK_BYTES * i, key_bytes, CSM4_BLOCK_BYTES);
        }
        csm4_ecb_encrypt_blocks(key, blocks, blocks, count);
        for (size_t i = 0; i < count; i++) {
            is_encrypted &= memcmp(blocks + CSM4_BLOCK_BYTES * i, block_expected, CSM4_BLOCK_BYTES) == 0;
        }
        csm4_ecb_decrypt_blocks(key, blocks, blocks, count);
        for (size_t i = 0; i < count; i++) {
            is_decrypted &= memcmp(blocks + CSM4_BLOCK_BYTES * i, key_bytes, CSM4_BLOCK_BYTES) == 0;
        }
        check(tally, is_encrypted, "GB/T 32907, A.1, encrypted %zu times", count);
        check(tally, is_decrypted, "GB/T 32907, A.1, decrypted %zu times", count);
    }
    csm4_key_wipe(key);
}

static void check_gcm(tally *tally) {
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t memory[CSM4_GCM_MEMORY_BYTES];
    csm4_gcm_context *context = csm4_gcm_init(memory, tally->kernel, key_bytes);
    uint8_t plaintext[64], text[64], tag[CSM4_GCM_TAG_BYTES];
    for (size_t i = 0; i < sizeof plaintext; i++) {
        plaintext[i] = eighths[i / 8];
    }
    csm4_gcm_seal(context, nonce, aad, sizeof aad, plaintext, sizeof plaintext, text, tag);
    check(tally, memcmp(text, ciphertext_expected, sizeof text) == 0, "RFC 8998, A.1: ciphertext");
    check(tally, memcmp(tag, tag_expected, sizeof tag) == 0, "RFC 8998, A.1: tag");
    int answer = csm4_gcm_open(context, nonce, aad, sizeof aad, text, sizeof text, tag, text);
    check(tally, answer == CSM4_OK && memcmp(text, plaintext, sizeof text) == 0, "RFC 8998, A.1: opened");
    csm4_gcm_wipe(context);
}

void known_answers(tally *tally) {
    check_blocks(tally);
    check_gcm(tally);
}
