// SPDX-License-Identifier: Apache-2.0

#include "gcm_message.h"

#include "field.h"
#include "reference.h"

/// Makes the nonce of 16 bytes whose pre-counter block ends in 2^32 less up to the message's blocks and 2.
static void make_wrapping_nonce(trial *trial, uint8_t *nonce) {
    uint8_t hash_key[CSM4_BLOCK_BYTES] = {0};
    uint8_t j0[CSM4_BLOCK_BYTES];
    reference_ecb_encrypt(trial->key, hash_key, hash_key, sizeof hash_key);
    draw_bytes(&trial->draws, j0, sizeof j0);
    uint32_t counter = 0 - (uint32_t)(1 + draw_below(&trial->draws, trial->text_len / CSM4_BLOCK_BYTES + 2));
    for (int i = 0; i < 4; i++) {
        j0[12 + i] = (uint8_t)(counter >> (24 - 8 * i));
    }
    field_solve_nonce(hash_key, j0, nonce);
    trial_note(trial, ", j0 ends in %08x", counter);
}

static void draw_nonce(trial *trial, aead_message *message) {
    size_t kind = draw_below(&trial->draws, 8);
    if (kind < 7) {
        message->nonce_len = kind < 4 ? CSM4_GCM_NONCE_BYTES : draw_length(&trial->draws, aead_nonce_max);
        draw_bytes(&trial->draws, message->nonce, message->nonce_len);
    } else {
        message->nonce_len = CSM4_BLOCK_BYTES;
        make_wrapping_nonce(trial, message->nonce);
    }
}

const aead_message *gcm_message_draw(trial *trial) {
    static const size_t tag_lens[] = {4, 8, 12, 13, 14, 15, 16};
    static aead_message message;
    draw_nonce(trial, &message);
    aead_draw_aad(trial, &message);
    message.tag_len = draw_one_in(&trial->draws, 4) ? tag_lens[draw_below(&trial->draws, 7)] : CSM4_GCM_TAG_BYTES;
    trial_note(
        trial, ", text %zu, aad %zu, nonce %zu, tag %zu", trial->text_len, message.aad_len, message.nonce_len,
        message.tag_len);
    reference_gcm_seal(
        trial->key, message.nonce, message.nonce_len, message.aad, message.aad_len, trial->text, trial->text_len,
        trial->expected, message.tag, message.tag_len);
    return &message;
}
