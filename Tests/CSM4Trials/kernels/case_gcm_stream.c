// SPDX-License-Identifier: Apache-2.0

/// GCM in pieces cut at random points.
#include <string.h>

#include "gcm_message.h"

/// Begins a message and feeds its associated data. Where there is none, there is a call with none, or no call.
static csm4_gcm_stream *begin(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    draws *draws = &trial->draws;
    const csm4_gcm_context *context = trial_make_context(trial);
    void *memory = buffer_place_object(draws, "stream", CSM4_GCM_STREAM_MEMORY_BYTES);
    csm4_gcm_stream *stream = csm4_gcm_stream_init(memory, context, arguments->nonce, message->nonce_len);
    trial_check(trial, stream != NULL, "a stream refused its nonce");
    size_t rest = message->aad_len;
    while (rest > 0 || draw_one_in(draws, 4)) {
        size_t count = draw_one_in(draws, 2) ? draw_below(draws, rest + 1) : draw_length(draws, rest + 1) - 1;
        const uint8_t *piece = arguments->aad ? arguments->aad + message->aad_len - rest : NULL;
        trial_check(trial, csm4_gcm_stream_aad(stream, piece, count) == CSM4_OK, "a stream refused aad");
        rest -= count;
    }
    return stream;
}

/// Feeds the text in pieces: of any length, or short ones, or all in one.
static void feed(
    trial *trial, csm4_gcm_stream *stream, const aead_arguments *arguments,
    int (*run)(csm4_gcm_stream *, const uint8_t *, uint8_t *, size_t)) {
    draws *draws = &trial->draws;
    size_t kind = draw_below(draws, 4), done = 0;
    while (done < trial->text_len || draw_one_in(draws, 4)) {
        size_t rest = trial->text_len - done;
        size_t piece_max = kind == 0 ? 40 : kind == 1 ? 600 : rest;
        size_t count = kind == 3 ? rest : draw_below(draws, (rest < piece_max ? rest : piece_max) + 1);
        // Short pieces of a long text would take long: most of it then goes at once.
        if (kind < 2 && rest > 1 << 14) {
            count = rest - draw_below(draws, 1 << 12);
        }
        const uint8_t *input = arguments->input ? arguments->input + done : NULL;
        uint8_t *output = arguments->output ? arguments->output + done : NULL;
        trial_check(trial, run(stream, input, output, count) == CSM4_OK, "a stream refused text");
        done += count;
    }
    trial->processed += trial->text_len;
}

static int seal(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    csm4_gcm_stream *stream = begin(trial, message, arguments);
    feed(trial, stream, arguments, csm4_gcm_stream_encrypt);
    int answer = csm4_gcm_stream_seal_final(stream, arguments->tag, message->tag_len);
    csm4_gcm_stream_wipe(stream);
    return answer;
}

/// What was decrypted and then refused is the caller's to overwrite.
static int open(trial *trial, const aead_message *message, const aead_arguments *arguments) {
    csm4_gcm_stream *stream = begin(trial, message, arguments);
    feed(trial, stream, arguments, csm4_gcm_stream_decrypt);
    int answer = csm4_gcm_stream_open_final(stream, arguments->tag, message->tag_len);
    if (answer != CSM4_OK && trial->text_len > 0) {
        memset(arguments->output, 0, trial->text_len);
    }
    csm4_gcm_stream_wipe(stream);
    return answer;
}

void trial_gcm_stream(trial *trial) {
    aead_try(trial, gcm_message_draw(trial), seal, open);
}
