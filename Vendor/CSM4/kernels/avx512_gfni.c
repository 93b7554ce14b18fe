// SPDX-License-Identifier: Apache-2.0

/// The kernel for AVX-512, GFNI and VPCLMULQDQ.
#include "../kernel.h"

#if defined(__x86_64__)

/// Each function says what it uses, so that the rest of the library runs on every x86-64.
#define CSM4_TARGET __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,gfni,vpclmulqdq,pclmul,bmi2")))

#include "x86/vector512.h"

#include "x86/sbox_gfni.h"

#include "x86/table.h"

/// What 256 bits finish sooner, since its rounds wait for each other: 24 blocks; a message of 23 blocks and E(J0).
enum { narrow_blocks = 24, narrow_bytes = (narrow_blocks - 1) * CSM4_BLOCK_BYTES };

/// The kernel that keeps to 256 bits. It has the same round keys and powers of H.
static const csm4_kernel *const narrow = &csm4_kernel_avx512vl_gfni;

static void key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    narrow->key_schedule(key, bytes);
}

static void encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    (block_count <= narrow_blocks ? narrow->encrypt_blocks : csm4_x86_encrypt_blocks)(key, input, output, block_count);
}

static void decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    (block_count <= narrow_blocks ? narrow->decrypt_blocks : csm4_x86_decrypt_blocks)(key, input, output, block_count);
}

static void gcm_init(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    narrow->gcm_init(context, bytes);
}

static void gcm_seal(const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    (message->text_len <= narrow_bytes ? narrow->gcm_seal : csm4_x86_gcm_seal)(context, message, tag);
}

static int gcm_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    return (message->text_len <= narrow_bytes ? narrow->gcm_open : csm4_x86_gcm_open)(context, message, tag, tag_len);
}

static bool is_supported(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("gfni")
        && __builtin_cpu_supports("vpclmulqdq") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi2");
}

const csm4_kernel csm4_kernel_avx512_gfni = {
    .name = "avx512-gfni",
    .is_supported = is_supported,
    CSM4_X86_BULK,
    .key_schedule = key_schedule,
    .encrypt_blocks = encrypt_blocks,
    .decrypt_blocks = decrypt_blocks,
    .gcm_init = gcm_init,
    .gcm_seal = gcm_seal,
    .gcm_open = gcm_open,
};

#endif
