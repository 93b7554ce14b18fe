// SPDX-License-Identifier: Apache-2.0

/// Round keys, and blocks one by one in both directions.
#include "reference.h"
#include "trial.h"

/// Encrypts or decrypts guarded copies of the text, apart or in place, and compares.
static void try_blocks(
    trial *trial, const csm4_key *key, size_t byte_count, const char *what,
    void (*run)(const csm4_key *, const uint8_t *, uint8_t *, size_t)) {
    bool is_in_place = draw_one_in(&trial->draws, 2);
    uint8_t *input = buffer_copy(&trial->draws, "input", trial->text, byte_count);
    uint8_t *output = is_in_place ? input : buffer_place(&trial->draws, "output", byte_count);
    run(key, input, output, byte_count / CSM4_BLOCK_BYTES);
    trial_check_equal(trial, output, trial->expected, byte_count, what);
    trial_check_equal(trial, input, is_in_place ? trial->expected : trial->text, byte_count, "the input changed");
    trial->processed += byte_count;
}

/// The round keys against those of the portable kernel; the reference has no way to tell its own.
static void try_round_keys(trial *trial, const csm4_key *key) {
    static _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t memory[CSM4_KEY_MEMORY_BYTES];
    uint32_t actual[32], expected[32];
    csm4_key_round_keys(key, actual);
    csm4_key_round_keys(csm4_key_init(memory, csm4_kernel_at(csm4_kernel_count() - 1), trial->key), expected);
    trial_check_equal(
        trial, (const uint8_t *)actual, (const uint8_t *)expected, sizeof actual, "round keys in memory");
}

void trial_ecb(trial *trial) {
    size_t byte_count = trial->text_len / CSM4_BLOCK_BYTES * CSM4_BLOCK_BYTES;
    trial_note(trial, ", %zu blocks", byte_count / CSM4_BLOCK_BYTES);
    const csm4_key *key = trial_make_key(trial);
    try_round_keys(trial, key);
    reference_ecb_encrypt(trial->key, trial->text, trial->expected, byte_count);
    try_blocks(trial, key, byte_count, "encrypted blocks", csm4_ecb_encrypt_blocks);
    reference_ecb_decrypt(trial->key, trial->text, trial->expected, byte_count);
    try_blocks(trial, key, byte_count, "decrypted blocks", csm4_ecb_decrypt_blocks);
}
