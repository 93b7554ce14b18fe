// SPDX-License-Identifier: Apache-2.0

/// What a kernel is. Private to CSM4.
#ifndef CSM4_KERNEL_H
#define CSM4_KERNEL_H

#include "CSM4.h"

/// Room for what a kernel makes of a key and of a hash key, in 64-bit words. A kernel that needs more raises these.
enum { csm4_key_words = 256, csm4_hash_words = 256 };

struct csm4_key {
    _Alignas(CSM4_MEMORY_ALIGNMENT) const csm4_kernel *kernel;
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint64_t words[csm4_key_words];
};

struct csm4_gcm_context {
    csm4_key key;
    _Alignas(CSM4_MEMORY_ALIGNMENT) uint64_t hash[csm4_hash_words];
};

_Static_assert(sizeof(csm4_key) == CSM4_KEY_MEMORY_BYTES, "CSM4.h states the size of a key");
_Static_assert(sizeof(csm4_gcm_context) == CSM4_GCM_MEMORY_BYTES, "CSM4.h states the size of a context");

/// One message, its lengths checked, as a kernel sees it. `j0` is the pre-counter block (SP 800-38D §7.1, step 2).
typedef struct csm4_message {
    const uint8_t *j0;
    const uint8_t *aad;
    size_t aad_len;
    const uint8_t *input;
    uint8_t *output;
    size_t text_len;
} csm4_message;

/// The functions of one instruction set. None is optional; none checks a length that the public functions checked.
struct csm4_kernel {
    const char *name;

    /// How many bytes of `words` and of `hash` it fills, and so what wiping has to overwrite.
    size_t key_bytes, hash_bytes;

    /// Whether this CPU and its operating system allow every function below.
    bool (*is_supported)(void);

    /// Fills `key->words` from the 16 bytes of the key. `key->kernel` is already set.
    void (*key_schedule)(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]);

    /// The inverse of `key_schedule`, down to the round keys of the standard.
    void (*round_keys)(const csm4_key *key, uint32_t round_keys[32]);

    /// Encrypts or decrypts `block_count` blocks, in place or apart.
    void (*encrypt_blocks)(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);
    void (*decrypt_blocks)(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);

    /// XORs `input` with E(counter), E(counter + 1), … where only the low 32 bits count, big-endian, and wrap (SP
    /// 800-38D §6.5). Where `first` is not null it takes the first of these blocks, and the text begins with the
    /// second.
    void (*ctr32)(
        const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
        uint8_t *output, size_t byte_count);

    /// Fills `context->key.words` from the 16 bytes of the key, and `context->hash` with what `ghash_blocks` needs of
    /// the hash key E(0^128). `context->key.kernel` is already set.
    void (*gcm_init)(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]);

    /// Absorbs whole blocks into a GHASH digest that starts as zero (SP 800-38D §6.4). `hash` is read only but for what
    /// a kernel computes when it is first wanted, which it must do safely beside other threads.
    void (*ghash_blocks)(
        const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count);

    /// Encrypts a message and writes its whole tag. `csm4_two_pass_seal`, or the kernel's own fused form.
    void (*gcm_seal)(const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]);

    /// Verifies the first `tag_len` bytes of the tag and decrypts. On `CSM4_REFUSED` the output holds nothing of the
    /// message.
    int (*gcm_open)(
        const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len);

    /// Whole blocks in the middle of a streamed message: encrypts or decrypts them from `counter` on, absorbs the
    /// ciphertext and leaves in `counter`, whose low 32 bits count and wrap, that of the next block. In place or apart.
    void (*gcm_encrypt_blocks)(
        const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
        const uint8_t *input, uint8_t *output, size_t block_count);
    void (*gcm_decrypt_blocks)(
        const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
        const uint8_t *input, uint8_t *output, size_t block_count);
};

/// GHASH_H(aad ‖ 0* ‖ text ‖ 0* ‖ [aad_len in bits]_64 ‖ [text_len in bits]_64) by the kernel's `ghash_blocks` (SP
/// 800-38D §7.1, step 5).
void csm4_ghash(
    const csm4_gcm_context *context, const uint8_t *aad, size_t aad_len, const uint8_t *text, size_t text_len,
    uint8_t digest[CSM4_BLOCK_BYTES]);

/// GCM from a kernel's own `ctr32` and `ghash_blocks`: two passes over the text, and no plaintext before the tag is
/// verified.
void csm4_two_pass_seal(
    const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]);
int csm4_two_pass_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len);
void csm4_two_pass_encrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count);
void csm4_two_pass_decrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count);

#if defined(__x86_64__)
extern const csm4_kernel csm4_kernel_avx512_gfni;
extern const csm4_kernel csm4_kernel_avx512vl_gfni;
extern const csm4_kernel csm4_kernel_avx2_gfni;
extern const csm4_kernel csm4_kernel_avx2_vaes;
extern const csm4_kernel csm4_kernel_avx2_aes;
#endif
extern const csm4_kernel csm4_kernel_portable;
#if defined(__aarch64__)
extern const csm4_kernel csm4_kernel_arm64_sm4e, csm4_kernel_arm64_aese;
#endif

#endif
