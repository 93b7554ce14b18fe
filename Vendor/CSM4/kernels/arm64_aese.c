// SPDX-License-Identifier: Apache-2.0

/// SM4 where the CPU has AES's instructions but not SM4's: see arm64_aese_rounds.h. GHASH by PMULL.
#if defined(__aarch64__)

#include <sys/auxv.h>

#include "arm64.h"
#include "arm64_aese_rounds.h"
#include "arm64_constants.h"
#include "basis_constants.h"

enum {
    four_bytes = 4 * CSM4_BLOCK_BYTES,
    batch = 16,
    batch_bytes = batch * CSM4_BLOCK_BYTES,
    last_key = (csm4_arm64_rounds - 1) * csm4_arm64_round_key_bytes,
    /// Blocks that GCM encrypts before it absorbs them: they stay in the level 1 cache.
    chunk = 512,
};

_Static_assert(csm4_arm64_rounds * csm4_arm64_round_key_bytes <= sizeof(uint64_t) * csm4_key_words,
    "the round keys fit into a key");

static bool is_supported(void) {
    const unsigned long needed = HWCAP_ASIMD | HWCAP_AES | HWCAP_PMULL;
    return (getauxval(AT_HWCAP) & needed) == needed;
}

/// Where the rounds find their keys, M * rk + T * C each: from the first on, or from the last one back.
typedef struct {
    const uint8_t *start;
    ptrdiff_t step;
} key_order;

static inline key_order encrypting(const csm4_key *key) {
    return (key_order){(const uint8_t *)key->words, csm4_arm64_round_key_bytes};
}

static inline key_order decrypting(const csm4_key *key) {
    return (key_order){(const uint8_t *)key->words + last_key, -(ptrdiff_t)csm4_arm64_round_key_bytes};
}

/// The round keys, by words that fill a register, which ShiftRows leaves as it is (GB/T 32907-2016, 7.3).
CSM4_ARM64_AES CSM4_ARM64_APART static void expand(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    uint8_t *round_key = (uint8_t *)key->words;
    csm4_arm64_map map[4];
    uint8x16_t k[4];
    uint8x16_t start = csm4_arm64_apply(csm4_arm64_load_map(csm4_arm64_to_basis), vld1q_u8(bytes));
    uint32x4_t words = vreinterpretq_u32_u8(veorq_u8(start, vld1q_u8(csm4_basis_family_key)));
    k[0] = vreinterpretq_u8_u32(vdupq_laneq_u32(words, 0));
    k[1] = vreinterpretq_u8_u32(vdupq_laneq_u32(words, 1));
    k[2] = vreinterpretq_u8_u32(vdupq_laneq_u32(words, 2));
    k[3] = vreinterpretq_u8_u32(vdupq_laneq_u32(words, 3));
    for (unsigned i = 0; i < 4; i++) {
        map[i] = csm4_arm64_load_map(csm4_arm64_key_maps + 32 * i);
    }
    for (unsigned i = 0; i < csm4_arm64_rounds; i++) {
        uint32_t parameter;
        memcpy(&parameter, csm4_basis_fixed_parameter + csm4_arm64_round_key_bytes * i, sizeof parameter);
        uint8x16_t sum = veorq_u8(k[1], veorq_u8(k[2], k[3]));
        uint8x16_t inverted = vaeseq_u8(sum, vreinterpretq_u8_u32(vdupq_n_u32(parameter)));
        uint8x16_t low = csm4_arm64_low_nibbles(inverted), high = csm4_arm64_high_nibbles(inverted);
        uint8x16_t part1 = csm4_arm64_map_nibbles(map[1], low, high);
        uint8x16_t part2 = csm4_arm64_map_nibbles(map[2], low, high);
        uint8x16_t part3 = csm4_arm64_map_nibbles(map[3], low, high);
        uint8x16_t next = veorq_u8(k[0], csm4_arm64_map_nibbles(map[0], low, high));
        next = veorq_u8(veorq_u8(next, vextq_u8(part1, part1, 1)),
            veorq_u8(vextq_u8(part2, part2, 2), vextq_u8(part3, part3, 3)));
        uint8x16_t stored = veorq_u8(next, vdupq_n_u8(CSM4_BASIS_KEY_CONSTANT));
        uint32_t word = vgetq_lane_u32(vreinterpretq_u32_u8(stored), 0);
        memcpy(round_key + csm4_arm64_round_key_bytes * i, &word, sizeof word);
        k[0] = k[1];
        k[1] = k[2];
        k[2] = k[3];
        k[3] = next;
    }
}

CSM4_ARM64_AES CSM4_ARM64_APART static void recover(const csm4_key *key, uint32_t round_keys[32]) {
    const csm4_arm64_map from_basis = csm4_arm64_load_map(csm4_arm64_from_basis);
    const uint8x16_t constant = vdupq_n_u8(CSM4_BASIS_KEY_CONSTANT);
    for (unsigned i = 0; i < csm4_arm64_rounds; i += 4) {
        uint8x16_t four = vld1q_u8((const uint8_t *)key->words + csm4_arm64_round_key_bytes * i);
        four = vrev32q_u8(csm4_arm64_apply(from_basis, veorq_u8(four, constant)));
        vst1q_u32(round_keys + i, vreinterpretq_u32_u8(four));
    }
}

/// Encrypts or decrypts 4 blocks.
CSM4_ARM64_AES CSM4_ARM64_INLINE void crypt_four(uint8x16_t x[4], key_order keys) {
    const csm4_arm64_map to_basis = csm4_arm64_load_map(csm4_arm64_to_basis);
    const csm4_arm64_map from_basis = csm4_arm64_load_map(csm4_arm64_from_basis);
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        x[i] = csm4_arm64_apply(to_basis, x[i]);
    }
    csm4_arm64_transpose(x);
    csm4_arm64_crypt_words(x, keys.start, keys.step);
    uint8x16_t reversed[4] = {x[3], x[2], x[1], x[0]};
    csm4_arm64_transpose(reversed);
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        x[i] = csm4_arm64_apply(from_basis, reversed[i]);
    }
}

/// Block 4 group + i of 16, in the standard's basis, from what the rounds left as `words[w]`: word w, in order of
/// output, of four groups of blocks.
CSM4_ARM64_INLINE void make_blocks(uint8x16_t blocks[4], const csm4_arm64_slice words[4], unsigned group) {
    const csm4_arm64_map from_basis = csm4_arm64_load_map(csm4_arm64_from_basis);
#pragma GCC unroll 4
    for (unsigned word = 0; word < 4; word++) {
        blocks[word] = words[word].byte[group];
    }
    csm4_arm64_transpose(blocks);
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        blocks[i] = csm4_arm64_apply(from_basis, blocks[i]);
    }
}

/// The 32 rounds of 16 blocks; after it `words[w].byte[g]` is word w, in order of output, of blocks 4 g to 4 g + 3.
CSM4_ARM64_AES CSM4_ARM64_INLINE void crypt_sixteen(csm4_arm64_slice words[4], csm4_arm64_slice x[4], key_order keys) {
    csm4_arm64_crypt_slices(x, keys.start, keys.step);
#pragma GCC unroll 4
    for (unsigned word = 0; word < 4; word++) {
        words[word] = x[3 - word];
        csm4_arm64_join(words[word].byte);
    }
}

/// Encrypts or decrypts 16 blocks.
CSM4_ARM64_AES CSM4_ARM64_INLINE void crypt_batch(key_order keys, const uint8_t *input, uint8_t *output) {
    const csm4_arm64_map to_basis = csm4_arm64_load_map(csm4_arm64_to_basis);
    csm4_arm64_slice x[4], words[4];
    uint8x16_t blocks[4];
#pragma GCC unroll 4
    for (unsigned group = 0; group < 4; group++) {
#pragma GCC unroll 4
        for (unsigned i = 0; i < 4; i++) {
            blocks[i] = csm4_arm64_apply(to_basis, vld1q_u8(input + CSM4_BLOCK_BYTES * (4 * group + i)));
        }
        csm4_arm64_transpose(blocks);
#pragma GCC unroll 4
        for (unsigned word = 0; word < 4; word++) {
            x[word].byte[group] = blocks[word];
        }
    }
#pragma GCC unroll 4
    for (unsigned word = 0; word < 4; word++) {
        csm4_arm64_part(x[word].byte);
    }
    crypt_sixteen(words, x, keys);
#pragma GCC unroll 4
    for (unsigned group = 0; group < 4; group++) {
        make_blocks(blocks, words, group);
#pragma GCC unroll 4
        for (unsigned i = 0; i < 4; i++) {
            vst1q_u8(output + CSM4_BLOCK_BYTES * (4 * group + i), blocks[i]);
        }
    }
}

/// XORs 16 blocks with key stream. The blocks' first three words are all the same: they are mapped once and repeated.
CSM4_ARM64_AES CSM4_ARM64_INLINE void xor_batch(
    key_order keys, uint32x4_t counter, const uint8_t *input, uint8_t *output) {
    const csm4_arm64_map to_basis = csm4_arm64_load_map(csm4_arm64_to_basis);
    static const uint32_t first_four[4] = {0, 1, 2, 3};
    csm4_arm64_slice x[4], words[4];
    uint8x16_t blocks[4];
    uint8x16_t block = csm4_arm64_apply(to_basis, vrev32q_u8(vreinterpretq_u8_u32(counter)));
#pragma GCC unroll 12
    for (unsigned i = 0; i < 12; i++) {
        x[i / 4].byte[i % 4] = vqtbl1q_u8(block, vdupq_n_u8((uint8_t)i));
    }
    uint32x4_t numbers = vaddq_u32(vdupq_laneq_u32(counter, 3), vld1q_u32(first_four));
#pragma GCC unroll 4
    for (unsigned group = 0; group < 4; group++) {
        x[3].byte[group] = vrev32q_u8(vreinterpretq_u8_u32(vaddq_u32(numbers, vdupq_n_u32(4 * group))));
    }
    csm4_arm64_part(x[3].byte);
#pragma GCC unroll 4
    for (unsigned j = 0; j < 4; j++) {
        x[3].byte[j] = csm4_arm64_apply(to_basis, x[3].byte[j]);
    }
    crypt_sixteen(words, x, keys);
#pragma GCC unroll 4
    for (unsigned group = 0; group < 4; group++) {
        make_blocks(blocks, words, group);
#pragma GCC unroll 4
        for (unsigned i = 0; i < 4; i++) {
            size_t offset = CSM4_BLOCK_BYTES * (4 * group + i);
            vst1q_u8(output + offset, veorq_u8(vld1q_u8(input + offset), blocks[i]));
        }
    }
}

/// Writes the key stream of 1 to 16 blocks; what it writes beyond them is key stream, too.
CSM4_ARM64_AES CSM4_ARM64_INLINE void make_stream(
    key_order keys, uint32x4_t counter, uint8_t stream[batch_bytes], size_t block_count) {
    if (block_count > 4) {
        memset(stream, 0, batch_bytes);
        xor_batch(keys, counter, stream, stream);
        return;
    }
    uint8x16_t x[4];
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        x[i] = vrev32q_u8(vreinterpretq_u8_u32(csm4_arm64_advance(counter, i)));
    }
    crypt_four(x, keys);
#pragma GCC unroll 4
    for (unsigned i = 0; i < 4; i++) {
        vst1q_u8(stream + CSM4_BLOCK_BYTES * i, x[i]);
    }
}

CSM4_ARM64_AES CSM4_ARM64_APART static void crypt_blocks(
    key_order keys, const uint8_t *input, uint8_t *output, size_t block_count) {
    for (; block_count >= batch; block_count -= batch, input += batch_bytes, output += batch_bytes) {
        crypt_batch(keys, input, output);
    }
    while (block_count > 0) {
        size_t count = block_count < 4 ? block_count : 4;
        uint8_t bytes[four_bytes] = {0};
        uint8x16_t x[4];
        memcpy(bytes, input, count * CSM4_BLOCK_BYTES);
#pragma GCC unroll 4
        for (unsigned i = 0; i < 4; i++) {
            x[i] = vld1q_u8(bytes + CSM4_BLOCK_BYTES * i);
        }
        crypt_four(x, keys);
#pragma GCC unroll 4
        for (unsigned i = 0; i < 4; i++) {
            vst1q_u8(bytes + CSM4_BLOCK_BYTES * i, x[i]);
        }
        memcpy(output, bytes, count * CSM4_BLOCK_BYTES);
        csm4_wipe(bytes, sizeof bytes);
        input += count * CSM4_BLOCK_BYTES;
        output += count * CSM4_BLOCK_BYTES;
        block_count -= count;
    }
}

CSM4_ARM64_AES CSM4_ARM64_APART static void crypt_stream(
    key_order keys, const uint8_t counter_block[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    uint32x4_t counter = csm4_arm64_load_counter(counter_block);
    uint8_t stream[batch_bytes];
    size_t head = 0;
    if (first != NULL) {
        head = byte_count < batch_bytes - CSM4_BLOCK_BYTES ? byte_count : batch_bytes - CSM4_BLOCK_BYTES;
        make_stream(keys, counter, stream, 1 + (head + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES);
        memcpy(first, stream, CSM4_BLOCK_BYTES);
        csm4_arm64_xor(stream + CSM4_BLOCK_BYTES, input, output, head);
        counter = csm4_arm64_advance(counter, batch);
    }
    while (head < byte_count) {
        size_t count = byte_count - head < batch_bytes ? byte_count - head : batch_bytes;
        if (count == batch_bytes) {
            xor_batch(keys, counter, input + head, output + head);
        } else {
            make_stream(keys, counter, stream, (count + CSM4_BLOCK_BYTES - 1) / CSM4_BLOCK_BYTES);
            csm4_arm64_xor(stream, input + head, output + head, count);
        }
        counter = csm4_arm64_advance(counter, batch);
        head += count;
    }
    csm4_wipe(stream, sizeof stream);
}

static void key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    expand(key, bytes);
    csm4_arm64_wipe();
}

static void round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    recover(key, round_keys);
    csm4_arm64_wipe();
}

static void encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(encrypting(key), input, output, block_count);
    csm4_arm64_wipe();
}

static void decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(decrypting(key), input, output, block_count);
    csm4_arm64_wipe();
}

static void ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    crypt_stream(encrypting(key), counter, first, input, output, byte_count);
    csm4_arm64_wipe();
}

static void gcm_init(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    uint8_t hash_key[CSM4_BLOCK_BYTES] = {0};
    expand(&context->key, bytes);
    crypt_blocks(encrypting(&context->key), hash_key, hash_key, 1);
    csm4_arm64_hash_init(context->hash, hash_key);
    csm4_wipe(hash_key, sizeof hash_key);
    csm4_arm64_wipe();
}

static void gcm_encrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    for (size_t done = 0, count; done < block_count; done += count) {
        size_t offset = done * CSM4_BLOCK_BYTES;
        count = block_count - done < chunk ? block_count - done : chunk;
        csm4_two_pass_encrypt_blocks(context, counter, digest, input + offset, output + offset, count);
    }
}

static void gcm_decrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    for (size_t done = 0, count; done < block_count; done += count) {
        size_t offset = done * CSM4_BLOCK_BYTES;
        count = block_count - done < chunk ? block_count - done : chunk;
        csm4_two_pass_decrypt_blocks(context, counter, digest, input + offset, output + offset, count);
    }
}

const csm4_kernel csm4_kernel_arm64_aese = {
    .name = "arm64-aese",
    .key_bytes = csm4_arm64_rounds * csm4_arm64_round_key_bytes,
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
