// SPDX-License-Identifier: Apache-2.0

/// SM4 by its own instructions, SM4E (four rounds of one block) and SM4EKEY (four of the key schedule), and GHASH by
/// PMULL. SM4E has a latency of several cycles and a throughput of one a cycle: 8 blocks are in flight. In GCM the
/// products of 8 blocks of GHASH stand between them, one block after each four rounds.
#if defined(__aarch64__)

#include <sys/auxv.h>

#include "arm64.h"
#include "arm64_constants.h"

enum { steps = 8, batch = 8, batch_bytes = batch * CSM4_BLOCK_BYTES };

_Static_assert(sizeof(uint32x4_t) * steps <= sizeof(uint64_t) * csm4_key_words, "the round keys fit into a key");
_Static_assert((int)batch == (int)csm4_arm64_powers && (int)batch == (int)steps, "one block absorbed at each step");

static bool is_supported(void) {
    const unsigned long needed = HWCAP_ASIMD | HWCAP_AES | HWCAP_PMULL | HWCAP_SM4;
    return (getauxval(AT_HWCAP) & needed) == needed;
}

/// The words of a register in reverse order.
CSM4_ARM64_INLINE uint32x4_t reversed(uint32x4_t words) {
    words = vrev64q_u32(words);
    return vextq_u32(words, words, 2);
}

CSM4_ARM64_INLINE uint32x4_t load_block(const uint8_t *bytes) {
    return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(bytes)));
}

/// The block that the last round leaves: its words in reverse order (GB/T 32907-2016, 7.1: the transform R).
CSM4_ARM64_INLINE uint8x16_t output_block(uint32x4_t words) {
    return vrev32q_u8(vreinterpretq_u8_u32(reversed(words)));
}

/// Loads the round keys; for decryption, in reverse order.
CSM4_ARM64_INLINE void load_keys(uint32x4_t keys[steps], const csm4_key *key, bool is_decrypting) {
    const uint8_t *words = (const uint8_t *)key->words;
#pragma GCC unroll 8
    for (unsigned i = 0; i < steps; i++) {
        unsigned source = is_decrypting ? steps - 1 - i : i;
        uint32x4_t four = vreinterpretq_u32_u8(vld1q_u8(words + sizeof four * source));
        keys[i] = is_decrypting ? reversed(four) : four;
    }
}

/// The 32 rounds of 8 blocks.
CSM4_ARM64_SM4 CSM4_ARM64_INLINE void crypt_batch(const uint32x4_t keys[steps], uint32x4_t x[batch]) {
#pragma GCC unroll 8
    for (unsigned i = 0; i < steps; i++) {
#pragma GCC unroll 8
        for (unsigned n = 0; n < batch; n++) {
            x[n] = vsm4eq_u32(x[n], keys[i]);
        }
    }
}

/// The same, absorbing 8 blocks into a digest meanwhile.
CSM4_ARM64_SM4 CSM4_ARM64_INLINE uint64x2_t crypt_and_absorb(
    const uint32x4_t keys[steps], uint32x4_t x[batch], const uint64_t *hash, uint64x2_t digest,
    const uint8_t *blocks) {
    csm4_arm64_products sum = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
#pragma GCC unroll 8
    for (unsigned i = 0; i < steps; i++) {
        uint64x2_t element = csm4_arm64_element(vld1q_u8(blocks + CSM4_BLOCK_BYTES * i));
#pragma GCC unroll 8
        for (unsigned n = 0; n < batch; n++) {
            x[n] = vsm4eq_u32(x[n], keys[i]);
        }
        element = i == 0 ? veorq_u64(element, digest) : element;
        csm4_arm64_accumulate(&sum, hash + (batch - 1 - i) * csm4_arm64_power_words, element);
    }
    return csm4_arm64_reduce(&sum);
}

/// The counter blocks from this one on.
CSM4_ARM64_INLINE void make_counters(uint32x4_t x[batch], uint32x4_t counter) {
#pragma GCC unroll 8
    for (unsigned n = 0; n < batch; n++) {
        x[n] = csm4_arm64_advance(counter, n);
    }
}

/// XORs 8 blocks with the key stream that the last round left.
CSM4_ARM64_INLINE void xor_batch(const uint32x4_t x[batch], const uint8_t *input, uint8_t *output) {
#pragma GCC unroll 8
    for (unsigned n = 0; n < batch; n++) {
        uint8x16_t text = vld1q_u8(input + CSM4_BLOCK_BYTES * n);
        vst1q_u8(output + CSM4_BLOCK_BYTES * n, veorq_u8(text, output_block(x[n])));
    }
}

/// Writes the key stream of up to 8 blocks; of 4 or fewer, at half the cost.
CSM4_ARM64_SM4 CSM4_ARM64_INLINE void make_stream(
    const uint32x4_t keys[steps], uint32x4_t counter, uint8_t stream[batch_bytes], size_t block_count) {
    for (size_t start = 0; start < block_count; start += 4) {
        uint32x4_t x[4];
#pragma GCC unroll 4
        for (unsigned n = 0; n < 4; n++) {
            x[n] = csm4_arm64_advance(counter, (uint32_t)start + n);
        }
#pragma GCC unroll 8
        for (unsigned i = 0; i < steps; i++) {
#pragma GCC unroll 4
            for (unsigned n = 0; n < 4; n++) {
                x[n] = vsm4eq_u32(x[n], keys[i]);
            }
        }
#pragma GCC unroll 4
        for (unsigned n = 0; n < 4; n++) {
            vst1q_u8(stream + CSM4_BLOCK_BYTES * (start + n), output_block(x[n]));
        }
    }
}

CSM4_ARM64_SM4 CSM4_ARM64_APART static void expand(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    uint8_t *words = (uint8_t *)key->words;
    uint32x4_t k = veorq_u32(load_block(bytes), vld1q_u32(csm4_arm64_family_key));
    for (unsigned i = 0; i < steps; i++) {
        k = vsm4ekeyq_u32(k, vld1q_u32(csm4_arm64_fixed_parameter + 4 * i));
        vst1q_u8(words + sizeof k * i, vreinterpretq_u8_u32(k));
    }
}

CSM4_ARM64_SM4 CSM4_ARM64_APART static void crypt_blocks(
    const csm4_key *key, bool is_decrypting, const uint8_t *input, uint8_t *output, size_t block_count) {
    uint32x4_t keys[steps], x[batch];
    load_keys(keys, key, is_decrypting);
    for (; block_count >= batch; block_count -= batch, input += batch_bytes, output += batch_bytes) {
#pragma GCC unroll 8
        for (unsigned n = 0; n < batch; n++) {
            x[n] = load_block(input + CSM4_BLOCK_BYTES * n);
        }
        crypt_batch(keys, x);
#pragma GCC unroll 8
        for (unsigned n = 0; n < batch; n++) {
            vst1q_u8(output + CSM4_BLOCK_BYTES * n, output_block(x[n]));
        }
    }
    for (; block_count > 0; block_count--, input += CSM4_BLOCK_BYTES, output += CSM4_BLOCK_BYTES) {
        uint32x4_t block = load_block(input);
#pragma GCC unroll 8
        for (unsigned i = 0; i < steps; i++) {
            block = vsm4eq_u32(block, keys[i]);
        }
        vst1q_u8(output, output_block(block));
    }
}

CSM4_ARM64_SM4 CSM4_ARM64_APART static void crypt_stream(
    const csm4_key *key, const uint8_t counter_block[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    uint32x4_t keys[steps], x[batch], counter = csm4_arm64_load_counter(counter_block);
    uint8_t stream[batch_bytes];
    load_keys(keys, key, false);
    if (first != NULL) {
        size_t head = byte_count < batch_bytes - CSM4_BLOCK_BYTES ? byte_count : batch_bytes - CSM4_BLOCK_BYTES;
        make_stream(keys, counter, stream, 1 + (head + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES);
        memcpy(first, stream, CSM4_BLOCK_BYTES);
        csm4_arm64_xor(stream + CSM4_BLOCK_BYTES, input, output, head);
        counter = csm4_arm64_advance(counter, batch);
        byte_count -= head;
        input = byte_count > 0 ? input + head : input;
        output = byte_count > 0 ? output + head : output;
    }
    for (; byte_count >= batch_bytes; byte_count -= batch_bytes, input += batch_bytes, output += batch_bytes) {
        make_counters(x, counter);
        crypt_batch(keys, x);
        xor_batch(x, input, output);
        counter = csm4_arm64_advance(counter, batch);
    }
    if (byte_count > 0) {
        make_stream(keys, counter, stream, (byte_count + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES);
        csm4_arm64_xor(stream, input, output, byte_count);
    }
    csm4_wipe(stream, sizeof stream);
}

/// GCM over whole batches. Decryption absorbs a batch of ciphertext while it makes the key stream for the same batch;
/// encryption, while it makes that for the next one.
CSM4_ARM64_SM4 CSM4_ARM64_APART static void crypt_and_hash_batches(
    const csm4_gcm_context *context, bool is_decrypting, uint8_t counter_block[CSM4_BLOCK_BYTES],
    uint8_t digest_block[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t batch_count) {
    uint32x4_t keys[steps], x[batch], counter = csm4_arm64_load_counter(counter_block);
    uint64x2_t digest = csm4_arm64_element(vld1q_u8(digest_block));
    load_keys(keys, &context->key, false);
    for (size_t i = 0; i < batch_count; i++, input += batch_bytes, output += batch_bytes) {
        make_counters(x, counter);
        if (is_decrypting || i > 0) {
            digest = crypt_and_absorb(keys, x, context->hash, digest, is_decrypting ? input : output - batch_bytes);
        } else {
            crypt_batch(keys, x);
        }
        xor_batch(x, input, output);
        counter = csm4_arm64_advance(counter, batch);
    }
    vst1q_u8(counter_block, vrev32q_u8(vreinterpretq_u8_u32(counter)));
    vst1q_u8(digest_block, vrbitq_u8(vreinterpretq_u8_u64(digest)));
    if (!is_decrypting) {
        csm4_arm64_ghash_blocks(context->hash, digest_block, output - batch_bytes, batch);
    }
}

static void key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    expand(key, bytes);
    csm4_arm64_wipe();
}

static void round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    memcpy(round_keys, key->words, 32 * sizeof(uint32_t));
}

static void encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(key, false, input, output, block_count);
    csm4_arm64_wipe();
}

static void decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(key, true, input, output, block_count);
    csm4_arm64_wipe();
}

static void ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    crypt_stream(key, counter, first, input, output, byte_count);
    csm4_arm64_wipe();
}

static void gcm_init(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    uint8_t hash_key[CSM4_BLOCK_BYTES] = {0};
    expand(&context->key, bytes);
    crypt_blocks(&context->key, false, hash_key, hash_key, 1);
    csm4_arm64_hash_init(context->hash, hash_key);
    csm4_wipe(hash_key, sizeof hash_key);
    csm4_arm64_wipe();
}

static void gcm_encrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    size_t rest = block_count % batch, whole = (block_count - rest) * CSM4_BLOCK_BYTES;
    if (whole > 0) {
        crypt_and_hash_batches(context, false, counter, digest, input, output, block_count / batch);
        csm4_arm64_wipe();
    }
    if (rest > 0) {
        csm4_two_pass_encrypt_blocks(context, counter, digest, input + whole, output + whole, rest);
    }
}

static void gcm_decrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    size_t rest = block_count % batch, whole = (block_count - rest) * CSM4_BLOCK_BYTES;
    if (whole > 0) {
        crypt_and_hash_batches(context, true, counter, digest, input, output, block_count / batch);
        csm4_arm64_wipe();
    }
    if (rest > 0) {
        csm4_two_pass_decrypt_blocks(context, counter, digest, input + whole, output + whole, rest);
    }
}

const csm4_kernel csm4_kernel_arm64_sm4e = {
    .name = "arm64-sm4e",
    .key_bytes = sizeof(uint32x4_t) * steps,
    .hash_bytes = csm4_arm64_powers * csm4_arm64_power_words * sizeof(uint64_t),
    .is_supported = is_supported,
    .key_schedule = key_schedule,
    .round_keys = round_keys,
    .encrypt_blocks = encrypt_blocks,
    .decrypt_blocks = decrypt_blocks,
    .ctr32 = ctr32,
    .gcm_init = gcm_init,
    .ghash_blocks = csm4_arm64_ghash_entry,
    .gcm_seal = csm4_arm64_gcm_seal,
    .gcm_open = csm4_arm64_gcm_open,
    .gcm_encrypt_blocks = gcm_encrypt_blocks,
    .gcm_decrypt_blocks = gcm_decrypt_blocks,
};

#endif
