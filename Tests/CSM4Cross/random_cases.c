// SPDX-License-Identifier: Apache-2.0

#include "cross.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { short_max = 600, text_max = 20 * 1024, aad_max = 2000, area_bytes = 32 * 1024 };

/// One kernel's keys, and the portable kernel's.
typedef struct {
    tally *tally;
    uint64_t state;
    uint8_t *area[5];
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint8_t memory[2][CSM4_GCM_MEMORY_BYTES];
    csm4_gcm_context *tested, *reference;
} bench;

/// SplitMix64.
static uint64_t next(bench *bench) {
    uint64_t z = bench->state += 0x9E3779B97F4A7C15;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

static size_t below(bench *bench, size_t bound) {
    return (size_t)(next(bench) % bound);
}

static void fill(bench *bench, uint8_t *bytes, size_t byte_count) {
    for (size_t i = 0; i < byte_count; i++) {
        bytes[i] = (uint8_t)next(bench);
    }
}

/// Memory between two pages that cannot be touched.
static uint8_t *map_area(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *memory = mmap(NULL, area_bytes + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory + page, area_bytes, PROT_READ | PROT_WRITE) != 0) {
        perror("mmap");
        exit(70);
    }
    return memory + page;
}

/// Room in an area: at its very end, at its very beginning or somewhere between.
static uint8_t *place(bench *bench, unsigned area, size_t byte_count) {
    size_t offsets[3] = {area_bytes - byte_count, 0, below(bench, area_bytes - byte_count + 1)};
    return bench->area[area] + offsets[below(bench, 3)];
}

/// The same with random bytes.
static uint8_t *place_filled(bench *bench, unsigned area, size_t byte_count) {
    uint8_t *bytes = place(bench, area, byte_count);
    fill(bench, bytes, byte_count);
    return bytes;
}

/// Where a result goes: onto its input, every third time, or into an area of its own.
static uint8_t *place_output(bench *bench, uint8_t *input, size_t byte_count) {
    return below(bench, 3) == 0 ? input : place(bench, 1, byte_count);
}

static void new_key(bench *bench) {
    const uint8_t *key = place_filled(bench, 0, CSM4_KEY_BYTES);
    bench->tested = csm4_gcm_init(bench->memory[0], bench->tally->kernel, key);
    bench->reference = csm4_gcm_init(bench->memory[1], &csm4_kernel_portable, key);
}

static void round_keys_case(bench *bench) {
    uint32_t tested[32], expected[32];
    csm4_key_round_keys(&bench->tested->key, tested);
    csm4_key_round_keys(&bench->reference->key, expected);
    check(bench->tally, memcmp(tested, expected, sizeof tested) == 0, "round keys");
}

static void block_case(bench *bench, size_t text_len) {
    size_t count = text_len / CSM4_BLOCK_BYTES, len = count * CSM4_BLOCK_BYTES;
    uint8_t *input = place_filled(bench, 0, len), *output = place_output(bench, input, len);
    uint8_t *original = place(bench, 2, len), *expected = place(bench, 3, len);
    memcpy(original, input, len);
    bool is_encrypting = below(bench, 2) == 0;
    (is_encrypting ? csm4_ecb_encrypt_blocks : csm4_ecb_decrypt_blocks)(&bench->reference->key, input, expected, count);
    (is_encrypting ? csm4_ecb_encrypt_blocks : csm4_ecb_decrypt_blocks)(&bench->tested->key, input, output, count);
    check(bench->tally, memcmp(output, expected, len) == 0, "ECB of %zu blocks, encrypting %d", count, is_encrypting);
    (is_encrypting ? csm4_ecb_decrypt_blocks : csm4_ecb_encrypt_blocks)(&bench->tested->key, output, output, count);
    check(bench->tally, memcmp(output, original, len) == 0, "ECB of %zu blocks and back", count);
}

/// A counter block, often shortly before a wrap of its last 4, 8 or 16 bytes.
static uint8_t *new_counter(bench *bench) {
    static const size_t starts[4] = {16, 12, 8, 0};
    uint8_t *counter = place_filled(bench, 4, CSM4_BLOCK_BYTES);
    size_t start = starts[below(bench, 4)];
    memset(counter + start, 0xFF, CSM4_BLOCK_BYTES - start);
    if (start < CSM4_BLOCK_BYTES) {
        counter[15] = (uint8_t)next(bench);
    }
    return counter;
}

static void counter_case(bench *bench, size_t text_len) {
    uint8_t *counter = new_counter(bench), counters[2][CSM4_BLOCK_BYTES];
    uint8_t *input = place_filled(bench, 0, text_len), *output = place_output(bench, input, text_len);
    uint8_t *expected = place(bench, 2, text_len);
    size_t cut = below(bench, text_len / CSM4_BLOCK_BYTES + 1) * CSM4_BLOCK_BYTES;
    memcpy(counters[0], counter, CSM4_BLOCK_BYTES);
    memcpy(counters[1], counter, CSM4_BLOCK_BYTES);
    csm4_ctr(&bench->reference->key, counters[0], input, expected, text_len);
    csm4_ctr(&bench->tested->key, counters[1], input, output, cut);
    csm4_ctr(&bench->tested->key, counters[1], input + cut, output + cut, text_len - cut);
    check(bench->tally, memcmp(output, expected, text_len) == 0, "CTR of %zu bytes, cut after %zu", text_len, cut);
    check(bench->tally, memcmp(counters[0], counters[1], CSM4_BLOCK_BYTES) == 0, "counter after %zu bytes", text_len);
}

/// `ctr32` with the block before the text, as GCM uses it.
static void first_block_case(bench *bench, size_t text_len) {
    const uint8_t *counter = new_counter(bench);
    uint8_t *input = place_filled(bench, 0, text_len), *output = place_output(bench, input, text_len);
    uint8_t *expected = place(bench, 2, text_len), *first = place(bench, 3, CSM4_BLOCK_BYTES);
    uint8_t first_expected[CSM4_BLOCK_BYTES];
    csm4_kernel_portable.ctr32(&bench->reference->key, counter, first_expected, input, expected, text_len);
    bench->tally->kernel->ctr32(&bench->tested->key, counter, first, input, output, text_len);
    bool is_right = memcmp(first, first_expected, sizeof first_expected) == 0
        && memcmp(output, expected, text_len) == 0;
    check(bench->tally, is_right, "CTR of a first block and %zu bytes", text_len);
}

/// Seal, open and open with one wrong bit. Nonces that are not 12 bytes make J0 wrap anywhere.
static void gcm_case(bench *bench, size_t text_len, size_t aad_len) {
    size_t nonce_len = below(bench, 2) == 0 ? CSM4_GCM_NONCE_BYTES : 1 + below(bench, 40);
    const uint8_t *nonce = place_filled(bench, 3, nonce_len);
    uint8_t *aad = place_filled(bench, 4, aad_len);
    uint8_t *plain = place_filled(bench, 0, text_len), *text = place_output(bench, plain, text_len);
    uint8_t *expected = place(bench, 2, text_len), tag[CSM4_GCM_TAG_BYTES], tag_expected[CSM4_GCM_TAG_BYTES];
    uint8_t *original = malloc(text_len + 1);
    memcpy(original, plain, text_len);
    csm4_gcm_seal_sized(
        bench->reference, nonce, nonce_len, aad, aad_len, plain, text_len, expected, tag_expected, sizeof tag);
    csm4_gcm_seal_sized(bench->tested, nonce, nonce_len, aad, aad_len, plain, text_len, text, tag, sizeof tag);
    check(bench->tally, memcmp(text, expected, text_len) == 0, "GCM text of %zu and %zu bytes", text_len, aad_len);
    check(bench->tally, memcmp(tag, tag_expected, sizeof tag) == 0, "GCM tag of %zu and %zu bytes", text_len, aad_len);

    uint8_t *opened = below(bench, 3) == 0 ? text : place(bench, text == plain ? 1 : 0, text_len);
    int answer =
        csm4_gcm_open_sized(bench->tested, nonce, nonce_len, aad, aad_len, text, text_len, tag, sizeof tag, opened);
    bool is_right = answer == CSM4_OK && memcmp(opened, original, text_len) == 0;
    check(bench->tally, is_right, "GCM open of %zu and %zu bytes", text_len, aad_len);

    size_t flipped = below(bench, 8 * (sizeof tag + text_len + aad_len));
    uint8_t *byte = flipped / 8 < sizeof tag ? tag + flipped / 8
        : flipped / 8 < sizeof tag + text_len ? expected + (flipped / 8 - sizeof tag)
        : aad + (flipped / 8 - sizeof tag - text_len);
    *byte ^= (uint8_t)(1 << flipped % 8);
    opened = place(bench, 0, text_len);
    memset(opened, 0, text_len);
    answer = csm4_gcm_open_sized(
        bench->tested, nonce, nonce_len, aad, aad_len, expected, text_len, tag, sizeof tag, opened);
    size_t zeros = 0;
    while (zeros < text_len && opened[zeros] == 0) {
        zeros++;
    }
    check(bench->tally, answer == CSM4_REFUSED && zeros == text_len, "GCM forgery of %zu and %zu bytes, bit %zu",
        text_len, aad_len, flipped);
    free(original);
}

/// The middle of a stream.
static void stream_case(bench *bench, size_t text_len) {
    size_t count = text_len / CSM4_BLOCK_BYTES, len = count * CSM4_BLOCK_BYTES;
    uint8_t *counter = new_counter(bench), *digest = place_filled(bench, 3, CSM4_BLOCK_BYTES);
    uint8_t expected_counter[CSM4_BLOCK_BYTES], expected_digest[CSM4_BLOCK_BYTES];
    uint8_t *input = place_filled(bench, 0, len), *output = place_output(bench, input, len);
    uint8_t *expected = place(bench, 2, len);
    const csm4_kernel *tested = bench->tally->kernel, *reference = &csm4_kernel_portable;
    memcpy(expected_counter, counter, sizeof expected_counter);
    memcpy(expected_digest, digest, sizeof expected_digest);
    bool is_encrypting = below(bench, 2) == 0;
    (is_encrypting ? reference->gcm_encrypt_blocks : reference->gcm_decrypt_blocks)(
        bench->reference, expected_counter, expected_digest, input, expected, count);
    (is_encrypting ? tested->gcm_encrypt_blocks : tested->gcm_decrypt_blocks)(
        bench->tested, counter, digest, input, output, count);
    bool is_right = memcmp(output, expected, len) == 0 && memcmp(counter, expected_counter, CSM4_BLOCK_BYTES) == 0
        && memcmp(digest, expected_digest, CSM4_BLOCK_BYTES) == 0;
    check(bench->tally, is_right, "GCM stream of %zu blocks, encrypting %d", count, is_encrypting);
}

static void one_case(bench *bench, size_t text_len) {
    switch (below(bench, 5)) {
    case 0: block_case(bench, text_len); break;
    case 1: counter_case(bench, text_len); break;
    case 2: first_block_case(bench, text_len); break;
    case 3: stream_case(bench, text_len); break;
    default: gcm_case(bench, text_len, below(bench, aad_max + 1)); break;
    }
}

void random_cases(tally *tally, unsigned long count, uint64_t seed) {
    static bench bench;
    bench.tally = tally;
    bench.state = seed;
    for (unsigned i = 0; i < 5; i++) {
        bench.area[i] = bench.area[i] == NULL ? map_area() : bench.area[i];
    }
    for (size_t len = 0; len <= short_max; len++) {
        new_key(&bench);
        round_keys_case(&bench);
        counter_case(&bench, len);
        first_block_case(&bench, len);
        gcm_case(&bench, len, below(&bench, 64));
        gcm_case(&bench, below(&bench, 64), len);
        block_case(&bench, len);
        stream_case(&bench, len * 4);
    }
    for (unsigned long i = 0; i < count; i++) {
        if (i % 8 == 0) {
            new_key(&bench);
        }
        one_case(&bench, below(&bench, text_max + 1));
    }
}
