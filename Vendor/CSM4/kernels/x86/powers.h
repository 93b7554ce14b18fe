// SPDX-License-Identifier: Apache-2.0

/// The powers of H: the first ones with the key, the others when messages want them.
#ifndef CSM4_X86_POWERS_H
#define CSM4_X86_POWERS_H

#include "ghash.h"

/// How far `growth` is: only the first powers; wanted by one message; a thread at work on the others; all.
enum { csm4_few_powers, csm4_wanted_powers, csm4_growing_powers, csm4_all_powers };

/// Blocks from which the first message that comes makes the others, which is then cheaper than doing without.
enum { csm4_blocks_worth_powers = 64 };

/// Each lane's product, reduced.
CSM4_INLINE csm4_vector csm4_multiply(csm4_vector left, csm4_vector right) {
    csm4_products product = csm4_no_products();
    csm4_accumulate(&product, left, right);
    return csm4_reduce_lanes(product);
}

/// x times a mirrored element: one bit to the left, and the modulus where a bit fell out.
CSM4_INLINE __m128i csm4_times_x(__m128i element) {
    __m128i carries = _mm_shuffle_epi32(_mm_srai_epi32(element, 31), 0xFF);
    __m128i crossing = _mm_bslli_si128(_mm_srli_epi64(element, 63), 8);
    __m128i modulus = _mm_and_si128(carries, _mm_set_epi64x((long long)0xC200000000000000, 1));
    return _mm_xor_si128(_mm_xor_si128(_mm_slli_epi64(element, 1), crossing), modulus);
}

CSM4_INLINE void csm4_store_powers(csm4_hash *hash, size_t exponent, csm4_vector powers) {
    csm4_store(hash->power[csm4_powers_max - exponent], powers);
}

/// Fills the hash part of a context from the hash key H: doubles what is there until it is 16 powers.
CSM4_INLINE void csm4_first_powers(csm4_hash *hash, __m128i hash_key) {
    csm4_vector h1 = csm4_each_lane(csm4_times_x(csm4_reverse_block(hash_key)));
    csm4_vector h2 = csm4_multiply(h1, h1);
    csm4_vector powers = csm4_even_lanes(h2, h1);
    if (csm4_vector_blocks == 4) {
        powers = csm4_lower_half(csm4_multiply(h2, powers), powers);
    }
    atomic_init(&hash->growth, csm4_few_powers);
    memset(hash->power[csm4_powers_max], 0, sizeof hash->power - csm4_powers_max * CSM4_BLOCK_BYTES);
    csm4_store_powers(hash, csm4_vector_blocks, powers);
#pragma GCC unroll 4
    for (size_t have = csm4_vector_blocks; have < csm4_powers_at_first; have *= 2) {
        csm4_vector highest = csm4_first_lane(csm4_powers(hash, have));
#pragma GCC unroll 8
        for (size_t exponent = csm4_vector_blocks; exponent <= have; exponent += csm4_vector_blocks) {
            csm4_store_powers(hash, have + exponent, csm4_multiply(highest, csm4_powers(hash, exponent)));
        }
    }
}

/// Writes the powers beyond the first ones, each the one 16 below times x * H^16.
CSM4_OUTLINE void csm4_grow_powers(csm4_hash *hash) {
    csm4_vector step = csm4_first_lane(csm4_powers(hash, csm4_powers_at_first));
    for (size_t have = csm4_powers_at_first; have < csm4_powers_max; have += csm4_vector_blocks) {
        csm4_vector below = csm4_powers(hash, have + csm4_vector_blocks - csm4_powers_at_first);
        csm4_store_powers(hash, have + csm4_vector_blocks, csm4_multiply(step, below));
    }
}

/// How many powers there are for a message of so many blocks; makes the others for a long message, and for the second
/// one that could use them, unless another thread is about to.
///
/// A context is const to its users, who may be many threads at once. The one that takes `growth` to `growing` writes
/// where no other reads before it says `all`; memory that came as const from a non-const object may be written.
CSM4_INLINE size_t csm4_powers_for(const csm4_hash *hash, size_t block_count) {
    csm4_hash *own = (csm4_hash *)(uintptr_t)hash;
    uint32_t state = atomic_load_explicit(&own->growth, memory_order_acquire);
    if (state == csm4_all_powers) {
        return csm4_powers_max;
    }
    if (block_count <= csm4_powers_at_first || state == csm4_growing_powers) {
        return csm4_powers_at_first;
    }
    bool grows = block_count >= csm4_blocks_worth_powers || state == csm4_wanted_powers;
    uint32_t next = grows ? csm4_growing_powers : csm4_wanted_powers;
    bool is_ours = atomic_compare_exchange_strong_explicit(
        &own->growth, &state, next, memory_order_acquire, memory_order_acquire);
    if (!is_ours || !grows) {
        return csm4_powers_at_first;
    }
    csm4_grow_powers(own);
    atomic_store_explicit(&own->growth, csm4_all_powers, memory_order_release);
    return csm4_powers_max;
}

/// Absorbs whole blocks into a digest.
CSM4_OUTLINE void csm4_absorb_blocks(
    const csm4_hash *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    __m128i state = csm4_absorb(
        hash, csm4_powers_for(hash, block_count), csm4_reverse_block(csm4_load_block(digest)), blocks,
        block_count * CSM4_BLOCK_BYTES);
    csm4_store_block(digest, csm4_reverse_block(state));
}

#endif
