// SPDX-License-Identifier: Apache-2.0

/// GHASH by carry-less multiplication, a vector of blocks at a time (SP 800-38D §6.3 and §6.4).
///
/// Blocks are read with their bytes reversed, so bit 127 - i is the coefficient of x^i. In this mirrored order a
/// product lacks one bit; the powers are kept as x * H^k to make up for it. Products are summed unreduced and reduced
/// once for as many blocks as there are powers.
#ifndef CSM4_X86_GHASH_H
#define CSM4_X86_GHASH_H

#include <stdatomic.h>

/// Powers of H that every context has, and those that it has once a message wanted them.
enum { csm4_powers_at_first = 16, csm4_powers_max = 80 };

/// The hash part of a context. Power k stands at `power[csm4_powers_max - k]`; the three beyond the first power are
/// zero, so that a vector may begin at any power that is there.
typedef struct {
    _Atomic uint32_t growth;
    uint32_t unused[15];
    uint8_t power[csm4_powers_max + 3][CSM4_BLOCK_BYTES];
} csm4_hash;

_Static_assert(sizeof(csm4_hash) <= csm4_hash_words * sizeof(uint64_t), "the powers of H fit into a context");

/// An unreduced sum of products: low, middle and high 128 bits, the middle one 64 bits apart from either.
typedef struct {
    csm4_vector low, middle, high;
} csm4_products;

static inline const csm4_hash *csm4_hash_of(const uint64_t *hash) {
    return (const csm4_hash *)(const void *)hash;
}

/// How many blocks hold this many bytes.
static inline size_t csm4_blocks_of(size_t byte_count) {
    return byte_count / CSM4_BLOCK_BYTES + (byte_count % CSM4_BLOCK_BYTES != 0);
}

CSM4_INLINE csm4_vector csm4_reverse_bytes(csm4_vector blocks) {
    return csm4_shuffle_bytes(
        blocks, csm4_each_lane(_mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
}

CSM4_INLINE __m128i csm4_reverse_block(__m128i block) {
    return _mm_shuffle_epi8(block, _mm_setr_epi8(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
}

/// A vector of powers, `exponent` the first of them.
CSM4_INLINE csm4_vector csm4_powers(const csm4_hash *hash, size_t exponent) {
    return csm4_load(hash->power[csm4_powers_max - exponent]);
}

CSM4_INLINE csm4_products csm4_no_products(void) {
    return (csm4_products){csm4_zero(), csm4_zero(), csm4_zero()};
}

CSM4_INLINE void csm4_accumulate(csm4_products *sum, csm4_vector blocks, csm4_vector powers) {
    sum->low = csm4_xor(sum->low, csm4_clmul(blocks, powers, 0x00));
    sum->middle = csm4_xor3(sum->middle, csm4_clmul(blocks, powers, 0x01), csm4_clmul(blocks, powers, 0x10));
    sum->high = csm4_xor(sum->high, csm4_clmul(blocks, powers, 0x11));
}

/// Each lane's sum modulo x^128 + x^7 + x^2 + x + 1: twice the lowest 64 bits times the mirrored x^7 + x^2 + x.
CSM4_INLINE csm4_vector csm4_reduce_lanes(csm4_products sum) {
    const csm4_vector modulus = csm4_each_lane(_mm_set1_epi64x((long long)0xC200000000000000));
    csm4_vector low = csm4_xor(sum.low, csm4_bytes_up(sum.middle, 8));
    csm4_vector high = csm4_xor(sum.high, csm4_bytes_down(sum.middle, 8));
    low = csm4_xor(csm4_shuffle_dwords(low, 0x4E), csm4_clmul(low, modulus, 0x00));
    return csm4_xor3(high, csm4_shuffle_dwords(low, 0x4E), csm4_clmul(low, modulus, 0x00));
}

/// The whole sum, reduced.
CSM4_INLINE __m128i csm4_reduce(csm4_products sum) {
    const __m128i modulus = _mm_set1_epi64x((long long)0xC200000000000000);
    __m128i middle = csm4_fold(sum.middle);
    __m128i low = _mm_xor_si128(csm4_fold(sum.low), _mm_bslli_si128(middle, 8));
    __m128i high = _mm_xor_si128(csm4_fold(sum.high), _mm_bsrli_si128(middle, 8));
    low = _mm_xor_si128(_mm_shuffle_epi32(low, 0x4E), _mm_clmulepi64_si128(low, modulus, 0x00));
    high = _mm_xor_si128(high, _mm_shuffle_epi32(low, 0x4E));
    return _mm_xor_si128(high, _mm_clmulepi64_si128(low, modulus, 0x00));
}

/// A sum that grows downwards from the power of its first block: what comes next meets `exponent`, and `digest` is
/// added to the first block.
typedef struct {
    csm4_products sum;
    const csm4_hash *hash;
    size_t exponent;
    csm4_vector digest;
} csm4_hashing;

/// Begins with a reversed digest; as many blocks as `exponent` must follow.
CSM4_INLINE csm4_hashing csm4_hashing_from(const csm4_hash *hash, size_t exponent, __m128i digest) {
    return (csm4_hashing){csm4_no_products(), hash, exponent, csm4_in_first_lane(digest)};
}

/// Absorbs a vector of blocks of which `block_count` count, the others being zero.
CSM4_INLINE void csm4_hash_vector(csm4_hashing *hashing, csm4_vector blocks, size_t block_count) {
    csm4_vector reversed = csm4_xor(csm4_reverse_bytes(blocks), hashing->digest);
    csm4_accumulate(&hashing->sum, reversed, csm4_powers(hashing->hash, hashing->exponent));
    hashing->digest = csm4_zero();
    hashing->exponent -= block_count;
}

/// Absorbs bytes, filled up with zeros to whole blocks.
CSM4_INLINE void csm4_hash_bytes(csm4_hashing *hashing, const uint8_t *bytes, size_t byte_count) {
    for (; byte_count >= csm4_vector_bytes; byte_count -= csm4_vector_bytes, bytes += csm4_vector_bytes) {
        csm4_hash_vector(hashing, csm4_load(bytes), csm4_vector_blocks);
    }
    if (byte_count > 0) {
        csm4_hash_vector(hashing, csm4_load_first(bytes, byte_count), csm4_blocks_of(byte_count));
    }
}

/// Absorbs the block of the two lengths that ends a GHASH (SP 800-38D §7.1, step 5). It always meets the first power.
CSM4_INLINE void csm4_hash_lengths(csm4_hashing *hashing, size_t aad_len, size_t text_len) {
    __m128i reversed = _mm_set_epi64x((long long)((uint64_t)aad_len * 8), (long long)((uint64_t)text_len * 8));
    csm4_vector block = csm4_xor(csm4_in_first_lane(reversed), hashing->digest);
    csm4_accumulate(&hashing->sum, block, csm4_powers(hashing->hash, 1));
    hashing->digest = csm4_zero();
}

/// Absorbs any number of bytes, filled up with zeros to whole blocks, into a reversed digest.
CSM4_INLINE __m128i csm4_absorb(
    const csm4_hash *hash, size_t power_count, __m128i digest, const uint8_t *bytes, size_t byte_count) {
    while (byte_count > 0) {
        size_t most = power_count * CSM4_BLOCK_BYTES;
        size_t count = byte_count < most ? byte_count : most;
        csm4_hashing hashing = csm4_hashing_from(hash, csm4_blocks_of(count), digest);
        csm4_hash_bytes(&hashing, bytes, count);
        digest = csm4_reduce(hashing.sum);
        bytes += count;
        byte_count -= count;
    }
    return digest;
}

#endif
