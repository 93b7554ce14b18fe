// SPDX-License-Identifier: Apache-2.0

/// What a call leaves behind: looks for the words of the key and of the hash key, in the form of the kernel, and for
/// E(J0) in the stack that the call used and, on AArch64 and but for the portable kernel, in the vector registers.
#include "cross.h"

#include <string.h>

enum { scanned_bytes = 8192, secrets_max = csm4_key_words + csm4_hash_words + 2, register_bytes = 32 * 16 };

static uint64_t secrets[secrets_max];
static size_t secret_count;
static uint8_t registers[register_bytes];

/// Copies the vector registers. The first thing after a call.
__attribute__((always_inline)) static inline void save_registers(void) {
#if defined(__aarch64__)
    __asm__ __volatile__(
        "stp q0, q1, [%0]\n\tstp q2, q3, [%0, #32]\n\tstp q4, q5, [%0, #64]\n\tstp q6, q7, [%0, #96]\n\t"
        "stp q8, q9, [%0, #128]\n\tstp q10, q11, [%0, #160]\n\tstp q12, q13, [%0, #192]\n\t"
        "stp q14, q15, [%0, #224]\n\tstp q16, q17, [%0, #256]\n\tstp q18, q19, [%0, #288]\n\t"
        "stp q20, q21, [%0, #320]\n\tstp q22, q23, [%0, #352]\n\tstp q24, q25, [%0, #384]\n\t"
        "stp q26, q27, [%0, #416]\n\tstp q28, q29, [%0, #448]\n\tstp q30, q31, [%0, #480]"
        : : "r"(registers) : "memory");
#endif
}

/// Whether a word has 4 different bytes. Masks and unused words look like what any stack holds.
static bool is_telling(uint64_t word) {
    unsigned different = 0;
    for (unsigned i = 0; i < 8; i++) {
        bool is_new = true;
        for (unsigned k = 0; k < i; k++) {
            is_new &= (word >> 8 * i & 0xFF) != (word >> 8 * k & 0xFF);
        }
        different += is_new;
    }
    return different >= 4;
}

static void add_secrets(const void *words, size_t count) {
    const uint8_t *bytes = words;
    for (size_t i = 0; i < count; i++) {
        uint64_t word;
        memcpy(&word, bytes + 8 * i, sizeof word);
        if (is_telling(word)) {
            secrets[secret_count++] = word;
        }
    }
}

static size_t find_secrets(const volatile uint8_t *bytes, size_t byte_count) {
    size_t found = 0;
    for (size_t offset = 0; offset + 8 <= byte_count; offset += 4) {
        uint64_t word = 0;
        for (size_t i = 0; i < 8; i++) {
            word |= (uint64_t)bytes[offset + i] << 8 * i;
        }
        for (size_t i = 0; i < secret_count; i++) {
            found += word == secrets[i];
        }
    }
    return found;
}

/// How many secrets the stack below the caller's frame holds.
__attribute__((noinline)) static size_t residue(void) {
    uintptr_t top = (uintptr_t)__builtin_frame_address(0);
    __asm__("" : "+r"(top));
    return find_secrets((const volatile uint8_t *)(top - scanned_bytes), scanned_bytes);
}

/// One call to look at; 0 to 6.
__attribute__((noinline)) static void call(
    unsigned index, csm4_gcm_context *context, uint8_t *text, size_t text_len) {
    static const uint8_t bytes[CSM4_KEY_BYTES] = "sixteen bytes k", nonce[CSM4_GCM_NONCE_BYTES] = "its nonce";
    uint8_t counter[CSM4_BLOCK_BYTES] = {0}, tag[CSM4_GCM_TAG_BYTES] = {0};
    switch (index) {
    case 0: csm4_key_init(&context->key, context->key.kernel, bytes); break;
    case 1: csm4_gcm_init(context, context->key.kernel, bytes); break;
    case 2: csm4_ecb_encrypt_blocks(&context->key, text, text, text_len / CSM4_BLOCK_BYTES); break;
    case 3: csm4_ecb_decrypt_blocks(&context->key, text, text, text_len / CSM4_BLOCK_BYTES); break;
    case 4: csm4_ctr(&context->key, counter, text, text, text_len); break;
    case 5: csm4_gcm_seal(context, nonce, NULL, 0, text, text_len, text, tag); break;
    default: csm4_gcm_open(context, nonce, NULL, 0, text, text_len, tag, text); break;
    }
    save_registers();
}

/// Fills the stack that is scanned with a copy of a secret, so that the search is known to find one.
__attribute__((noinline)) static void spoil_stack(void) {
    volatile uint64_t words[scanned_bytes / 16];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        words[i] = secrets[0];
    }
}

__attribute__((noinline)) static void clear_stack(void) {
    volatile uint64_t words[2 * scanned_bytes / 8];
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        words[i] = 0;
    }
}

void residues(tally *tally) {
    static const size_t lengths[4] = {16, 100, 500, 5000};
    _Alignas(CSM4_MEMORY_ALIGNMENT) static uint8_t memory[CSM4_GCM_MEMORY_BYTES];
    static uint8_t text[5000];
    csm4_gcm_context *context = (csm4_gcm_context *)(void *)memory;
    context->key.kernel = tally->kernel;
    call(1, context, text, 0);
    static uint8_t mask[CSM4_BLOCK_BYTES];
    memcpy(mask, "its nonce\0\0\0\0\0\0\1", sizeof mask);
    csm4_ecb_encrypt_blocks(&context->key, mask, mask, 1);
    secret_count = 0;
    add_secrets(context->key.words, csm4_key_words);
    add_secrets(context->hash, csm4_hash_words);
    add_secrets(mask, 2);
    spoil_stack();
    check(tally, residue() > 0, "residues: a copy is found");
    for (size_t length = 0; length < sizeof lengths / sizeof lengths[0]; length++) {
        for (unsigned index = 0; index < 7; index++) {
            clear_stack();
            call(index, context, text, lengths[length]);
            size_t found = residue();
            found += tally->kernel == &csm4_kernel_portable ? 0 : find_secrets(registers, sizeof registers);
            check(tally, found == 0, "%zu residues of call %u with %zu bytes", found, index, lengths[length]);
        }
    }
    csm4_gcm_wipe(context);
}
