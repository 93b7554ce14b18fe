// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "kernel.h"

/// One message, its lengths checked, but for its text.
typedef struct ccm_message {
    const uint8_t *nonce;
    size_t nonce_len;
    const uint8_t *aad;
    size_t aad_len;
    size_t text_len;
    size_t tag_len;
} ccm_message;

/// Whether these lengths are allowed (SP 800-38C, A.1): with q = 15 - n, the text's must fit into q bytes.
static bool is_allowed(const ccm_message *message) {
    if (message->nonce_len < 7 || message->nonce_len > 13) {
        return false;
    }
    size_t q = 15 - message->nonce_len;
    return (uint64_t)message->aad_len <= CSM4_CCM_AAD_BYTES_MAX
        && (q == 8 || (uint64_t)message->text_len >> (8 * q) == 0)
        && message->tag_len >= 4 && message->tag_len <= CSM4_CCM_TAG_BYTES && message->tag_len % 2 == 0;
}

/// Makes a first block or a counter block: flags, nonce and a number in q bytes (SP 800-38C, A.2.1 and A.3).
static void make_block(
    const ccm_message *message, uint8_t flags, uint64_t number, uint8_t block[CSM4_BLOCK_BYTES]) {
    csm4_store64(block + 8, number);
    memcpy(block + 1, message->nonce, message->nonce_len);
    block[0] = (uint8_t)(flags | (14 - message->nonce_len));
}

/// Absorbs bytes into the CBC-MAC, from `offset` on in the first block, the last one filled up with zeros (SP 800-38C
/// §6.1, steps 2 to 4).
static void absorb(
    const csm4_key *key, uint8_t mac[CSM4_BLOCK_BYTES], size_t offset, const uint8_t *bytes, size_t byte_count) {
    while (byte_count > 0) {
        size_t count = byte_count < CSM4_BLOCK_BYTES - offset ? byte_count : CSM4_BLOCK_BYTES - offset;
        if (count == CSM4_BLOCK_BYTES) {
            csm4_xor_block(mac, bytes, mac);
        } else {
            for (size_t i = 0; i < count; i++) {
                mac[offset + i] ^= bytes[i];
            }
        }
        key->kernel->encrypt_blocks(key, mac, mac, 1);
        bytes += count;
        byte_count -= count;
        offset = 0;
    }
}

/// Absorbs the associated data, if any, behind its length in 2 or 6 bytes (SP 800-38C, A.2.2).
static void absorb_aad(const csm4_key *key, uint8_t mac[CSM4_BLOCK_BYTES], const ccm_message *message) {
    uint8_t head[6] = {0xff, 0xfe};
    size_t head_len = message->aad_len < 0xff00 ? 2 : sizeof head;
    csm4_store32(head + 2, (uint32_t)message->aad_len);
    if (head_len == 2) {
        memcpy(head, head + 4, 2);
    }
    if (message->aad_len > 0) {
        for (size_t i = 0; i < head_len; i++) {
            mac[i] ^= head[i];
        }
        absorb(key, mac, head_len, message->aad, message->aad_len);
    }
}

/// Computes the whole tag: the CBC-MAC XORed with the encrypted counter block 0, which the first step brings along.
static void make_tag(
    const csm4_key *key, const ccm_message *message, const uint8_t *plaintext, uint8_t tag[CSM4_CCM_TAG_BYTES]) {
    uint8_t blocks[2 * CSM4_BLOCK_BYTES];
    uint8_t *mac = blocks;
    uint8_t *mask = blocks + CSM4_BLOCK_BYTES;
    uint8_t has_aad = message->aad_len > 0 ? 0x40 : 0;
    make_block(message, (uint8_t)(has_aad | (message->tag_len - 2) / 2 << 3), message->text_len, mac);
    make_block(message, 0, 0, mask);
    key->kernel->encrypt_blocks(key, blocks, blocks, 2);
    absorb_aad(key, mac, message);
    absorb(key, mac, 0, plaintext, message->text_len);
    csm4_xor_block(mac, mask, tag);
    csm4_wipe(blocks, sizeof blocks);
}

/// XORs the text with the key stream from counter block 1 on. The counter does not leave its q bytes: `is_allowed`.
static void apply_ctr(const csm4_key *key, const ccm_message *message, const uint8_t *input, uint8_t *output) {
    uint8_t counter[CSM4_BLOCK_BYTES];
    make_block(message, 0, 1, counter);
    csm4_ctr(key, counter, input, output, message->text_len);
}

int csm4_ccm_seal_sized(
    const csm4_key *key, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len) {
    const ccm_message message = {nonce, nonce_len, aad, aad_len, text_len, tag_len};
    if (!is_allowed(&message)) {
        return CSM4_REFUSED;
    }
    uint8_t whole_tag[CSM4_CCM_TAG_BYTES];
    make_tag(key, &message, plaintext, whole_tag);
    apply_ctr(key, &message, plaintext, ciphertext);
    memcpy(tag, whole_tag, tag_len);
    csm4_wipe(whole_tag, sizeof whole_tag);
    return CSM4_OK;
}

int csm4_ccm_open_sized(
    const csm4_key *key, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t *tag, size_t tag_len, uint8_t *plaintext) {
    const ccm_message message = {nonce, nonce_len, aad, aad_len, text_len, tag_len};
    if (!is_allowed(&message)) {
        return CSM4_REFUSED;
    }
    uint8_t whole_tag[CSM4_CCM_TAG_BYTES];
    apply_ctr(key, &message, ciphertext, plaintext);
    make_tag(key, &message, plaintext, whole_tag);
    int is_equal = csm4_equal(whole_tag, tag, tag_len);
    csm4_wipe(whole_tag, sizeof whole_tag);
    if (!is_equal && text_len > 0) {
        csm4_wipe(plaintext, text_len);
    }
    return is_equal ? CSM4_OK : CSM4_REFUSED;
}

int csm4_ccm_seal(
    const csm4_key *key, const uint8_t nonce[CSM4_CCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t tag[CSM4_CCM_TAG_BYTES]) {
    return csm4_ccm_seal_sized(
        key, nonce, CSM4_CCM_NONCE_BYTES, aad, aad_len, plaintext, text_len, ciphertext, tag, CSM4_CCM_TAG_BYTES);
}

int csm4_ccm_open(
    const csm4_key *key, const uint8_t nonce[CSM4_CCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t tag[CSM4_CCM_TAG_BYTES], uint8_t *plaintext) {
    return csm4_ccm_open_sized(
        key, nonce, CSM4_CCM_NONCE_BYTES, aad, aad_len, ciphertext, text_len, tag, CSM4_CCM_TAG_BYTES, plaintext);
}
