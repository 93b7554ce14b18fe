// SPDX-License-Identifier: Apache-2.0

/// What the two AArch64 kernels share: GHASH by PMULL, GCM in one pass, wiping.
#ifndef CSM4_ARM64_H
#define CSM4_ARM64_H

#include <arm_neon.h>

#include "../bytes.h"
#include "../kernel.h"

/// The instructions of a function: AESE with PMULL; SM4E beside them.
#define CSM4_ARM64_AES __attribute__((target("arch=armv8-a+crypto")))
#define CSM4_ARM64_SM4 __attribute__((target("arch=armv8.2-a+crypto+sm4")))

/// For helpers: with a call their arrays of registers would live in memory.
#define CSM4_ARM64_INLINE __attribute__((always_inline)) static inline

/// For functions whose frame must lie below that of the caller, which wipes it.
#define CSM4_ARM64_APART __attribute__((noinline))

/// Powers of H that a context holds, and so the blocks that one reduction serves; words of each.
enum { csm4_arm64_powers = 8, csm4_arm64_power_words = 4 };

_Static_assert(csm4_arm64_powers * csm4_arm64_power_words <= csm4_hash_words, "the powers of H fit into a context");

/// The sums of the three products of Karatsuba's method: low words, high words, sums of both.
typedef struct {
    uint64x2_t low, high, middle;
} csm4_arm64_products;

/// A block as a polynomial whose coefficient of x^i is bit i: GCM has them in the opposite order in each byte only.
CSM4_ARM64_AES CSM4_ARM64_INLINE uint64x2_t csm4_arm64_element(uint8x16_t block) {
    return vreinterpretq_u64_u8(vrbitq_u8(block));
}

/// The carry-less product of two low words, and of two high words.
CSM4_ARM64_AES CSM4_ARM64_INLINE uint64x2_t csm4_arm64_multiply_low(uint64x2_t a, uint64x2_t b) {
    return vreinterpretq_u64_p128(vmull_p64((poly64_t)vgetq_lane_u64(a, 0), (poly64_t)vgetq_lane_u64(b, 0)));
}
CSM4_ARM64_AES CSM4_ARM64_INLINE uint64x2_t csm4_arm64_multiply_high(uint64x2_t a, uint64x2_t b) {
    return vreinterpretq_u64_p128(vmull_high_p64(vreinterpretq_p64_u64(a), vreinterpretq_p64_u64(b)));
}

/// Adds the product of an element and a power of H, which is stored as two words, and twice their sum.
CSM4_ARM64_AES CSM4_ARM64_INLINE void csm4_arm64_accumulate(
    csm4_arm64_products *sum, const uint64_t *power, uint64x2_t element) {
    uint64x2_t h = vld1q_u64(power), h_sum = vld1q_u64(power + 2);
    uint64x2_t element_sum = veorq_u64(element, vextq_u64(element, element, 1));
    sum->low = veorq_u64(sum->low, csm4_arm64_multiply_low(element, h));
    sum->high = veorq_u64(sum->high, csm4_arm64_multiply_high(element, h));
    sum->middle = veorq_u64(sum->middle, csm4_arm64_multiply_low(element_sum, h_sum));
}

/// The sum of products modulo x^128 + x^7 + x^2 + x + 1: the words from the highest down, times x^7 + x^2 + x + 1.
CSM4_ARM64_AES CSM4_ARM64_INLINE uint64x2_t csm4_arm64_reduce(const csm4_arm64_products *sum) {
    const uint64x2_t zero = vdupq_n_u64(0), modulus = vdupq_n_u64(0x87);
    uint64x2_t middle = veorq_u64(sum->middle, veorq_u64(sum->low, sum->high));
    uint64x2_t low = veorq_u64(sum->low, vextq_u64(zero, middle, 1));
    uint64x2_t high = veorq_u64(sum->high, vextq_u64(middle, zero, 1));
    uint64x2_t fold = csm4_arm64_multiply_high(high, modulus);
    low = veorq_u64(low, vextq_u64(zero, fold, 1));
    high = veorq_u64(high, vextq_u64(fold, zero, 1));
    return veorq_u64(low, csm4_arm64_multiply_low(high, modulus));
}

/// Zeroes all vector registers.
///
/// The registers are clobbers of the statement, so a caller saves what it must keep, the lower halves of v8 to v15, and
/// by restoring these zeroes the upper ones again.
CSM4_ARM64_INLINE void csm4_arm64_wipe_registers(void) {
    __asm__ __volatile__(
        "movi v0.2d, #0\n\tmovi v1.2d, #0\n\tmovi v2.2d, #0\n\tmovi v3.2d, #0\n\t"
        "movi v4.2d, #0\n\tmovi v5.2d, #0\n\tmovi v6.2d, #0\n\tmovi v7.2d, #0\n\t"
        "movi v8.2d, #0\n\tmovi v9.2d, #0\n\tmovi v10.2d, #0\n\tmovi v11.2d, #0\n\t"
        "movi v12.2d, #0\n\tmovi v13.2d, #0\n\tmovi v14.2d, #0\n\tmovi v15.2d, #0\n\t"
        "movi v16.2d, #0\n\tmovi v17.2d, #0\n\tmovi v18.2d, #0\n\tmovi v19.2d, #0\n\t"
        "movi v20.2d, #0\n\tmovi v21.2d, #0\n\tmovi v22.2d, #0\n\tmovi v23.2d, #0\n\t"
        "movi v24.2d, #0\n\tmovi v25.2d, #0\n\tmovi v26.2d, #0\n\tmovi v27.2d, #0\n\t"
        "movi v28.2d, #0\n\tmovi v29.2d, #0\n\tmovi v30.2d, #0\n\tmovi v31.2d, #0"
        :
        :
        : "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16",
          "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31",
          "memory");
}

/// Zeroes all vector registers, then the stack below the caller's frame.
CSM4_ARM64_INLINE void csm4_arm64_wipe(void) {
    csm4_arm64_wipe_registers();
    csm4_wipe_stack();
}

/// XORs bytes with key stream.
CSM4_ARM64_INLINE void csm4_arm64_xor(const uint8_t *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    for (size_t i = 0; i < byte_count; i++) {
        output[i] = input[i] ^ stream[i];
    }
}

/// The words of a counter block as numbers; the last one counts.
CSM4_ARM64_INLINE uint32x4_t csm4_arm64_load_counter(const uint8_t counter[CSM4_BLOCK_BYTES]) {
    return vreinterpretq_u32_u8(vrev32q_u8(vld1q_u8(counter)));
}

/// A counter so many blocks further on.
CSM4_ARM64_INLINE uint32x4_t csm4_arm64_advance(uint32x4_t counter, uint32_t block_count) {
    return vaddq_u32(counter, vsetq_lane_u32(block_count, vdupq_n_u32(0), 3));
}

/// Writes the powers of H = E(0^128), and absorbs blocks. Neither wipes registers or stack.
void csm4_arm64_hash_init(uint64_t *hash, const uint8_t hash_key[CSM4_BLOCK_BYTES]);
void csm4_arm64_ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count);

/// The entries of both tables that need no cipher or reach it through the table.
void csm4_arm64_ghash_entry(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count);
void csm4_arm64_gcm_seal(
    const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]);
int csm4_arm64_gcm_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len);

#endif
