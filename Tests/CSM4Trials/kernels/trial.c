// SPDX-License-Identifier: Apache-2.0

#include "trial.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/// Failures that are printed; more are only counted.
enum { printed_max = 20 };

void trial_note(trial *trial, const char *format, ...) {
    size_t length = strlen(trial->parameters);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(trial->parameters + length, sizeof trial->parameters - length, format, arguments);
    va_end(arguments);
}

void trial_describe(const trial *trial, char *text, size_t size) {
    size_t length = (size_t)snprintf(
        text, size, "%s, %s: --seed %llu --case %llu\n  key ", csm4_kernel_name(trial->kernel), trial->subject,
        (unsigned long long)trial->seed, (unsigned long long)trial->number);
    for (size_t i = 0; i < sizeof trial->key && length < size; i++) {
        length += (size_t)snprintf(text + length, size - length, "%02x", trial->key[i]);
    }
    if (length < size) {
        snprintf(text + length, size - length, "%s", trial->parameters);
    }
}

void trial_check(trial *trial, bool holds, const char *what) {
    static unsigned printed;
    if (holds || trial->has_failed) {
        return;
    }
    trial->has_failed = true;
    if (printed++ < printed_max) {
        char text[1024];
        trial_describe(trial, text, sizeof text);
        fprintf(stderr, "FAILED %s\n  %s\n", text, what);
    }
}

void trial_check_equal(
    trial *trial, const uint8_t *actual, const uint8_t *expected, size_t byte_count, const char *what) {
    if (byte_count == 0 || memcmp(actual, expected, byte_count) == 0) {
        return;
    }
    size_t index = 0;
    while (actual[index] == expected[index]) {
        index++;
    }
    char text[160];
    snprintf(
        text, sizeof text, "%s: byte %zu of %zu is %02x, not %02x", what, index, byte_count, actual[index],
        expected[index]);
    trial_check(trial, false, text);
}

void trial_check_buffers(trial *trial) {
    const char *name = buffers_changed_beside();
    char text[160];
    snprintf(text, sizeof text, "a byte beside the buffer '%s' was overwritten", name ? name : "");
    trial_check(trial, name == NULL, text);
}

csm4_key *trial_make_key(trial *trial) {
    const uint8_t *bytes = buffer_copy(&trial->draws, "key bytes", trial->key, sizeof trial->key);
    void *memory = buffer_place_object(&trial->draws, "key", CSM4_KEY_MEMORY_BYTES);
    return csm4_key_init(memory, trial->kernel, bytes);
}

csm4_gcm_context *trial_make_context(trial *trial) {
    const uint8_t *bytes = buffer_copy(&trial->draws, "key bytes", trial->key, sizeof trial->key);
    void *memory = buffer_place_object(&trial->draws, "context", CSM4_GCM_MEMORY_BYTES);
    return csm4_gcm_init(memory, trial->kernel, bytes);
}
