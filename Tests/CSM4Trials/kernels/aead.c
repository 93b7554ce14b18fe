// SPDX-License-Identifier: Apache-2.0

#include "aead.h"

#include <string.h>

enum { forgery_count = 4, all_forgeries_max = 4200 };

void aead_draw_aad(trial *trial, aead_message *message) {
    draws *draws = &trial->draws;
    message->aad_len = draw_one_in(draws, 2) ? draw_below(draws, 33) : draw_length(draws, aead_aad_max);
    draw_bytes(draws, message->aad, message->aad_len);
}

/// The byte that an output apart holds before a call: no byte of the plaintext.
static uint8_t unlike_text(const trial *trial, size_t index) {
    return (uint8_t)(trial->text[index] ^ (1 + index % 255));
}

/// Places what a call reads and where it writes.
static aead_arguments place(trial *trial, const aead_message *message, const uint8_t *input) {
    draws *draws = &trial->draws;
    buffers_reset();
    aead_arguments arguments = {.is_in_place = draw_one_in(draws, 2)};
    arguments.nonce = buffer_copy(draws, "nonce", message->nonce, message->nonce_len);
    arguments.aad = buffer_copy(draws, "aad", message->aad, message->aad_len);
    arguments.input = buffer_copy(draws, "input", input, trial->text_len);
    arguments.output = arguments.input;
    if (!arguments.is_in_place) {
        arguments.output = buffer_place(draws, "output", trial->text_len);
        for (size_t i = 0; i < trial->text_len; i++) {
            arguments.output[i] = unlike_text(trial, i);
        }
    }
    arguments.tag = buffer_copy(draws, "tag", message->tag, message->tag_len);
    return arguments;
}

/// Checks that a call left alone what it may only read.
static void check_inputs(
    trial *trial, const aead_message *message, const aead_arguments *arguments, const uint8_t *input) {
    trial_check_equal(trial, arguments->nonce, message->nonce, message->nonce_len, "the nonce changed");
    trial_check_equal(trial, arguments->aad, message->aad, message->aad_len, "the aad changed");
    if (!arguments->is_in_place) {
        trial_check_equal(trial, arguments->input, input, trial->text_len, "the input changed");
    }
    trial_check_buffers(trial);
}

static void try_seal(trial *trial, const aead_message *message, aead_call *seal) {
    aead_arguments arguments = place(trial, message, trial->text);
    memset(arguments.tag, 0xA5, message->tag_len);
    trial_check(trial, seal(trial, message, &arguments) == CSM4_OK, "seal refused");
    trial_check_equal(trial, arguments.output, trial->expected, trial->text_len, "ciphertext");
    trial_check_equal(trial, arguments.tag, message->tag, message->tag_len, "tag");
    check_inputs(trial, message, &arguments, trial->text);
}

static void try_open(trial *trial, const aead_message *message, aead_call *open) {
    aead_arguments arguments = place(trial, message, trial->expected);
    trial_check(trial, open(trial, message, &arguments) == CSM4_OK, "open refused a true message");
    trial_check_equal(trial, arguments.output, trial->text, trial->text_len, "plaintext");
    trial_check_equal(trial, arguments.tag, message->tag, message->tag_len, "the tag changed");
    check_inputs(trial, message, &arguments, trial->expected);
}

/// Flips a bit of one of the inputs of `open`; answers which, or null where that input is empty.
static const char *forge(trial *trial, const aead_message *message, const aead_arguments *arguments, size_t kind) {
    static const char *const names[forgery_count] = {"tag", "ciphertext", "aad", "nonce"};
    uint8_t *bytes[forgery_count] = {arguments->tag, arguments->input, arguments->aad, arguments->nonce};
    size_t counts[forgery_count] = {message->tag_len, trial->text_len, message->aad_len, message->nonce_len};
    if (counts[kind] == 0) {
        return NULL;
    }
    bytes[kind][draw_below(&trial->draws, counts[kind])] ^= (uint8_t)(1 << draw_below(&trial->draws, 8));
    return names[kind];
}

/// Checks that a refused output is all as it was before, or all 0.
static void check_refused_output(trial *trial, const aead_arguments *arguments, const uint8_t *input) {
    bool is_unchanged = true, is_zero = true;
    for (size_t i = 0; i < trial->text_len; i++) {
        uint8_t before = arguments->is_in_place ? input[i] : unlike_text(trial, i);
        is_unchanged = is_unchanged && arguments->output[i] == before;
        is_zero = is_zero && arguments->output[i] == 0;
    }
    trial_check(trial, is_unchanged || is_zero, "a refused message left something in the output");
}

static void try_forgery(trial *trial, const aead_message *message, aead_call *open, size_t kind) {
    static uint8_t input[buffer_max];
    aead_arguments arguments = place(trial, message, trial->expected);
    const char *what = forge(trial, message, &arguments, kind);
    if (!what) {
        return;
    }
    if (trial->text_len > 0) {
        memcpy(input, arguments.input, trial->text_len);
    }
    char text[64] = "open took a forged ";
    strcat(text, what);
    trial_check(trial, open(trial, message, &arguments) == CSM4_REFUSED, text);
    check_refused_output(trial, &arguments, input);
    trial_check_buffers(trial);
}

void aead_try(trial *trial, const aead_message *message, aead_call *seal, aead_call *open) {
    try_seal(trial, message, seal);
    try_open(trial, message, open);
    for (size_t kind = 0; kind < forgery_count; kind++) {
        if (trial->text_len <= all_forgeries_max || kind == trial->number % forgery_count) {
            try_forgery(trial, message, open, kind);
        }
    }
}
