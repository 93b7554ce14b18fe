// SPDX-License-Identifier: Apache-2.0

/// GHASH (SP 800-38D §6.4) by PMULL: 3 multiplications a block, one reduction for 8 blocks.
#if defined(__aarch64__)

#include "arm64.h"

/// Writes what `csm4_arm64_accumulate` needs of one power of H.
CSM4_ARM64_AES CSM4_ARM64_INLINE void store_power(uint64_t *power, uint64x2_t h) {
    vst1q_u64(power, h);
    vst1q_u64(power + 2, veorq_u64(h, vextq_u64(h, h, 1)));
}

// H^n is the product of H^(n/2) and H^(n - n/2): three products deep, so that they overlap.
CSM4_ARM64_AES CSM4_ARM64_APART void csm4_arm64_hash_init(uint64_t *hash, const uint8_t hash_key[CSM4_BLOCK_BYTES]) {
    store_power(hash, csm4_arm64_element(vld1q_u8(hash_key)));
    for (size_t n = 2; n <= csm4_arm64_powers; n++) {
        csm4_arm64_products product = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
        uint64x2_t left = vld1q_u64(hash + (n / 2 - 1) * csm4_arm64_power_words);
        csm4_arm64_accumulate(&product, hash + (n - n / 2 - 1) * csm4_arm64_power_words, left);
        store_power(hash + (n - 1) * csm4_arm64_power_words, csm4_arm64_reduce(&product));
    }
}

CSM4_ARM64_AES CSM4_ARM64_APART void csm4_arm64_ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    uint64x2_t state = csm4_arm64_element(vld1q_u8(digest));
    while (block_count > 0) {
        size_t batch = block_count < csm4_arm64_powers ? block_count : csm4_arm64_powers;
        csm4_arm64_products sum = {vdupq_n_u64(0), vdupq_n_u64(0), vdupq_n_u64(0)};
        const uint64_t *power = hash + batch * csm4_arm64_power_words;
        for (size_t i = 0; i < batch; i++, blocks += CSM4_BLOCK_BYTES) {
            power -= csm4_arm64_power_words;
            csm4_arm64_accumulate(&sum, power, veorq_u64(state, csm4_arm64_element(vld1q_u8(blocks))));
            state = vdupq_n_u64(0);
        }
        state = csm4_arm64_reduce(&sum);
        block_count -= batch;
    }
    vst1q_u8(digest, vrbitq_u8(vreinterpretq_u8_u64(state)));
}

void csm4_arm64_ghash_entry(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    csm4_arm64_ghash_blocks(hash, digest, blocks, block_count);
    csm4_arm64_wipe();
}

#endif
