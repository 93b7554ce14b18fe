// SPDX-License-Identifier: Apache-2.0

/// CBC in both directions, in one call or cut into several.
#include "reference.h"
#include "trial.h"

typedef void cbc_function(const csm4_key *, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *, uint8_t *, size_t);

/// Runs guarded copies of the text through, apart or in place, and compares them and the next IV.
static void try_blocks(
    trial *trial, cbc_function *run, const uint8_t *first, size_t byte_count, const uint8_t *next, const char *what) {
    draws *draws = &trial->draws;
    bool is_in_place = draw_one_in(draws, 2), is_cut = draw_one_in(draws, 2);
    const csm4_key *key = trial_make_key(trial);
    uint8_t *iv = buffer_copy(draws, "IV", first, CSM4_BLOCK_BYTES);
    uint8_t *input = buffer_copy(draws, "input", trial->text, byte_count);
    uint8_t *output = is_in_place ? input : buffer_place(draws, "output", byte_count);
    size_t rest = byte_count / CSM4_BLOCK_BYTES, done = 0;
    do {
        size_t count = is_cut ? draw_below(draws, rest + 1) : rest;
        run(key, iv, input ? input + done : NULL, output ? output + done : NULL, count);
        done += count * CSM4_BLOCK_BYTES;
        rest -= count;
    } while (rest > 0);
    trial_check_equal(trial, output, trial->expected, byte_count, what);
    trial_check_equal(trial, input, is_in_place ? trial->expected : trial->text, byte_count, "the input changed");
    trial_check_equal(trial, iv, next, CSM4_BLOCK_BYTES, "the next IV");
    trial_check_buffers(trial);
    trial->processed += byte_count;
}

void trial_cbc(trial *trial) {
    uint8_t iv[CSM4_BLOCK_BYTES];
    size_t byte_count = trial->text_len / CSM4_BLOCK_BYTES * CSM4_BLOCK_BYTES;
    size_t last = byte_count - CSM4_BLOCK_BYTES;
    draw_bytes(&trial->draws, iv, sizeof iv);
    trial_note(trial, ", %zu blocks", byte_count / CSM4_BLOCK_BYTES);
    reference_cbc_encrypt(trial->key, iv, trial->text, trial->expected, byte_count);
    try_blocks(trial, csm4_cbc_encrypt, iv, byte_count, byte_count ? trial->expected + last : iv, "encrypted blocks");
    buffers_reset();
    reference_cbc_decrypt(trial->key, iv, trial->text, trial->expected, byte_count);
    try_blocks(trial, csm4_cbc_decrypt, iv, byte_count, byte_count ? trial->text + last : iv, "decrypted blocks");
}
