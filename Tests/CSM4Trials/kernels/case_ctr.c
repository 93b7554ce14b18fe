// SPDX-License-Identifier: Apache-2.0

/// CTR: a counter that wraps in 32, 64 or 128 bits, or anywhere, and messages cut after multiples of 16 bytes.
#include <string.h>

#include "reference.h"
#include "trial.h"

/// Adds a number to a big-endian number of 128 bits.
static void add(uint8_t counter[CSM4_BLOCK_BYTES], uint64_t count) {
    for (int i = CSM4_BLOCK_BYTES - 1; i >= 0; i--) {
        count += counter[i];
        counter[i] = (uint8_t)count;
        count >>= 8;
    }
}

/// A random counter; three times in four its low 4, 8 or 16 bytes wrap within the message, or just behind it.
static void draw_counter(trial *trial, size_t block_count, uint8_t counter[CSM4_BLOCK_BYTES]) {
    draw_bytes(&trial->draws, counter, CSM4_BLOCK_BYTES);
    size_t width = (size_t[]){0, 4, 8, 16}[draw_below(&trial->draws, 4)];
    if (width > 0) {
        uint8_t distance[CSM4_BLOCK_BYTES] = {0};
        add(distance, draw_below(&trial->draws, block_count + 2));
        uint8_t borrow = 0;
        for (size_t i = CSM4_BLOCK_BYTES; i-- > CSM4_BLOCK_BYTES - width;) {
            counter[i] = (uint8_t)(0 - distance[i] - borrow);
            borrow = distance[i] != 0 || borrow != 0;
        }
    }
}

/// Runs the message in one call, or in several that begin at multiples of 16 bytes.
static void run(trial *trial, const csm4_key *key, uint8_t *counter, const uint8_t *input, uint8_t *output) {
    bool is_cut = draw_one_in(&trial->draws, 2);
    size_t done = 0;
    do {
        size_t rest = trial->text_len - done;
        size_t count = is_cut ? draw_below(&trial->draws, rest / CSM4_BLOCK_BYTES + 2) * CSM4_BLOCK_BYTES : rest;
        count = count < rest ? count : rest;
        csm4_ctr(key, counter, input ? input + done : NULL, output ? output + done : NULL, count);
        done += count;
    } while (done < trial->text_len);
}

void trial_ctr(trial *trial) {
    size_t byte_count = trial->text_len;
    size_t block_count = (byte_count + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES;
    uint8_t first[CSM4_BLOCK_BYTES];
    draw_counter(trial, block_count, first);
    bool is_in_place = draw_one_in(&trial->draws, 2);
    trial_note(trial, ", text %zu%s, counter ", byte_count, is_in_place ? " in place" : "");
    for (size_t i = 0; i < sizeof first; i++) {
        trial_note(trial, "%02x", first[i]);
    }
    const csm4_key *key = trial_make_key(trial);
    uint8_t *counter = buffer_copy(&trial->draws, "counter", first, sizeof first);
    uint8_t *input = buffer_copy(&trial->draws, "input", trial->text, byte_count);
    uint8_t *output = is_in_place ? input : buffer_place(&trial->draws, "output", byte_count);
    run(trial, key, counter, input, output);
    reference_ctr(trial->key, first, trial->text, trial->expected, byte_count);
    trial_check_equal(trial, output, trial->expected, byte_count, "text");
    trial_check_equal(trial, input, is_in_place ? trial->expected : trial->text, byte_count, "the input changed");
    add(first, block_count);
    trial_check_equal(trial, counter, first, sizeof first, "the next counter");
    trial->processed += byte_count;
}
