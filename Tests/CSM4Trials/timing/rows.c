// SPDX-License-Identifier: Apache-2.0

#include "row.h"

#include <string.h>

void bench_open(bench *bench, const csm4_kernel *kernel, draws *draws) {
    uint8_t key[CSM4_KEY_BYTES];
    memset(bench, 0, sizeof *bench);
    bench->kernel = kernel;
    draw_bytes(draws, key, sizeof key);
    draw_bytes(draws, bench->fixed, sizeof bench->fixed);
    draw_bytes(draws, bench->text, sizeof bench->text);
    draw_bytes(draws, bench->nonce, sizeof bench->nonce);
    draw_bytes(draws, bench->aad, sizeof bench->aad);
    const csm4_gcm_context *context = csm4_gcm_init(bench->context, kernel, key);
    csm4_gcm_seal(
        context, bench->nonce, bench->aad, row_aad_bytes, bench->text, row_open_bytes, bench->text, bench->true_tag);
}

// MARK: Inputs

/// Class 0: always the same bytes. Class 1: random ones.
static void make_fixed_or_random(const bench *bench, draws *draws, int class, uint8_t *input) {
    draw_bytes(draws, input, input_max);
    if (class == 0) {
        memcpy(input, bench->fixed, input_max);
    }
}

/// Makes a tag that differs from the true one in one byte.
static void make_wrong_tag(const bench *bench, draws *draws, size_t index, uint8_t *input) {
    memcpy(input, bench->true_tag, CSM4_GCM_TAG_BYTES);
    input[index] ^= (uint8_t)(1 + draw_below(draws, 255));
}

/// Wrong in the first byte, or in the last.
static void make_first_or_last(const bench *bench, draws *draws, int class, uint8_t *input) {
    make_wrong_tag(bench, draws, class == 0 ? 0 : CSM4_GCM_TAG_BYTES - 1, input);
}

/// Wrong in the first byte, or random.
static void make_first_or_random(const bench *bench, draws *draws, int class, uint8_t *input) {
    if (class == 0) {
        make_wrong_tag(bench, draws, 0, input);
    } else {
        draw_bytes(draws, input, CSM4_GCM_TAG_BYTES);
    }
}

// MARK: Calls

static void prepare_nothing(bench *bench) {
    (void)bench;
}

static void run_key_init(bench *bench) {
    csm4_key_init(bench->context, bench->kernel, bench->input);
}

static void run_gcm_init(bench *bench) {
    csm4_gcm_init(bench->context, bench->kernel, bench->input);
}

static void run_encrypt_1(bench *bench) {
    csm4_ecb_encrypt_blocks((const csm4_key *)bench->context, bench->input, bench->output, 1);
}

static void run_encrypt_16(bench *bench) {
    csm4_ecb_encrypt_blocks((const csm4_key *)bench->context, bench->input, bench->output, 16);
}

static void run_decrypt_1(bench *bench) {
    csm4_ecb_decrypt_blocks((const csm4_key *)bench->context, bench->input, bench->output, 1);
}

static void run_encrypt_text(bench *bench) {
    csm4_ecb_encrypt_blocks((const csm4_key *)bench->context, bench->text, bench->output, 16);
}

static void run_seal(bench *bench) {
    uint8_t tag[CSM4_GCM_TAG_BYTES];
    csm4_gcm_seal(
        (const csm4_gcm_context *)bench->context, bench->nonce, bench->aad, row_aad_bytes, bench->input,
        row_text_bytes, bench->output, tag);
}

static void run_open(bench *bench) {
    csm4_gcm_open(
        (const csm4_gcm_context *)bench->context, bench->nonce, bench->aad, row_aad_bytes, bench->text, row_open_bytes,
        bench->input, bench->output);
}

const row rows[] = {
    {"key schedule: fixed, random key", 16, make_fixed_or_random, prepare_nothing, run_key_init},
    {"encrypt 1 block: fixed, random block", 16, make_fixed_or_random, prepare_nothing, run_encrypt_1},
    {"encrypt 16 blocks: fixed, random blocks", 256, make_fixed_or_random, prepare_nothing, run_encrypt_16},
    {"encrypt 16 blocks: fixed, random key", 16, make_fixed_or_random, run_key_init, run_encrypt_text},
    {"decrypt 1 block: fixed, random block", 16, make_fixed_or_random, prepare_nothing, run_decrypt_1},
    {"gcm init: fixed, random key", 16, make_fixed_or_random, prepare_nothing, run_gcm_init},
    {"gcm seal 256 B: fixed, random text", 256, make_fixed_or_random, prepare_nothing, run_seal},
    {"gcm open 32 B: tag wrong in first, last byte", 16, make_first_or_last, prepare_nothing, run_open},
    {"gcm open 32 B: tag wrong in first byte, random", 16, make_first_or_random, prepare_nothing, run_open},
};
const size_t row_count = sizeof rows / sizeof rows[0];
const row *const control_row = &rows[7];
