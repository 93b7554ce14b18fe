// SPDX-License-Identifier: Apache-2.0

/// GCM in one call.
#include "gcm_message.h"

/// Makes a context. Half of them have sealed another message before, so that a kernel has computed what it puts off.
static const csm4_gcm_context *make_context(trial *trial) {
    static uint8_t output[4096];
    uint8_t tag[CSM4_GCM_TAG_BYTES];
    const csm4_gcm_context *context = trial_make_context(trial);
    if (draw_one_in(&trial->draws, 2)) {
        size_t byte_count = draw_length(&trial->draws, sizeof output);
        csm4_gcm_seal(context, trial->key, NULL, 0, trial->text, byte_count, output, tag);
    }
    return context;
}

/// Whether the calls for fixed lengths, the production ones, take the message.
static bool has_fixed_lengths(const aead_message *message) {
    return message->nonce_len == CSM4_GCM_NONCE_BYTES && message->tag_len == CSM4_GCM_TAG_BYTES;
}

static int seal(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    const csm4_gcm_context *context = make_context(trial);
    trial->processed += trial->text_len;
    if (has_fixed_lengths(message)) {
        return csm4_gcm_seal(
            context, arguments->nonce, arguments->aad, message->aad_len, arguments->input, trial->text_len,
            arguments->output, arguments->tag);
    }
    return csm4_gcm_seal_sized(
        context, arguments->nonce, message->nonce_len, arguments->aad, message->aad_len, arguments->input,
        trial->text_len, arguments->output, arguments->tag, message->tag_len);
}

static int open(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    const csm4_gcm_context *context = make_context(trial);
    trial->processed += trial->text_len;
    if (has_fixed_lengths(message)) {
        return csm4_gcm_open(
            context, arguments->nonce, arguments->aad, message->aad_len, arguments->input, trial->text_len,
            arguments->tag, arguments->output);
    }
    return csm4_gcm_open_sized(
        context, arguments->nonce, message->nonce_len, arguments->aad, message->aad_len, arguments->input,
        trial->text_len, arguments->tag, message->tag_len, arguments->output);
}

void trial_gcm(trial *trial) {
    aead_try(trial, gcm_message_draw(trial), seal, open);
}
