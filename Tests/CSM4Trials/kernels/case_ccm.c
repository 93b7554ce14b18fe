// SPDX-License-Identifier: Apache-2.0

/// CCM in one call.
#include "aead.h"
#include "reference.h"

/// Whether the calls for fixed lengths take the message.
static bool has_fixed_lengths(const aead_message *message) {
    return message->nonce_len == CSM4_CCM_NONCE_BYTES && message->tag_len == CSM4_CCM_TAG_BYTES;
}

static int seal(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    const csm4_key *key = trial_make_key(trial);
    trial->processed += trial->text_len;
    if (has_fixed_lengths(message)) {
        return csm4_ccm_seal(
            key, arguments->nonce, arguments->aad, message->aad_len, arguments->input, trial->text_len,
            arguments->output, arguments->tag);
    }
    return csm4_ccm_seal_sized(
        key, arguments->nonce, message->nonce_len, arguments->aad, message->aad_len, arguments->input, trial->text_len,
        arguments->output, arguments->tag, message->tag_len);
}

static int open(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    const csm4_key *key = trial_make_key(trial);
    trial->processed += trial->text_len;
    if (has_fixed_lengths(message)) {
        return csm4_ccm_open(
            key, arguments->nonce, arguments->aad, message->aad_len, arguments->input, trial->text_len,
            arguments->tag, arguments->output);
    }
    return csm4_ccm_open_sized(
        key, arguments->nonce, message->nonce_len, arguments->aad, message->aad_len, arguments->input, trial->text_len,
        arguments->tag, message->tag_len, arguments->output);
}

/// Half of the messages have the lengths that the calls for fixed lengths take. A nonce of 13 bytes leaves room for the
/// lengths of texts below 64 KiB only (SP 800-38C, A.1).
void trial_ccm(trial *trial) {
    static aead_message message;
    draws *draws = &trial->draws;
    bool is_fixed = draw_one_in(draws, 2);
    size_t nonce_max = trial->text_len < 1 << 16 ? 13 : 12;
    message.nonce_len = is_fixed ? CSM4_CCM_NONCE_BYTES : 7 + draw_below(draws, nonce_max - 6);
    message.tag_len = is_fixed ? CSM4_CCM_TAG_BYTES : 4 + 2 * draw_below(draws, 7);
    draw_bytes(draws, message.nonce, message.nonce_len);
    aead_draw_aad(trial, &message);
    trial_note(
        trial, ", text %zu, aad %zu, nonce %zu, tag %zu", trial->text_len, message.aad_len, message.nonce_len,
        message.tag_len);
    reference_ccm_seal(
        trial->key, message.nonce, message.nonce_len, message.aad, message.aad_len, trial->text, trial->text_len,
        trial->expected, message.tag, message.tag_len);
    aead_try(trial, &message, seal, open);
}
