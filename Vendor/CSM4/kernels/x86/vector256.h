// SPDX-License-Identifier: Apache-2.0

/// Vectors of 256 bits for the headers of this folder: AVX2. vector512.h gives the same names for 512 bits.
///
/// Before it is included the kernel says `CSM4_TARGET`, and `CSM4_HAS_VAES`, `CSM4_HAS_VPCLMULQDQ` and
/// `CSM4_HAS_AVX512VL` where these instructions are there; without them two others take the place of one.
#ifndef CSM4_X86_VECTOR_H
#define CSM4_X86_VECTOR_H

#include "x86.h"

enum { csm4_vector_bytes = 32, csm4_vector_blocks = 2 };

typedef __m256i csm4_vector;

// MARK: Bytes in memory

CSM4_INLINE csm4_vector csm4_load(const uint8_t *bytes) {
    return _mm256_loadu_si256((const __m256i *)(const void *)bytes);
}

CSM4_INLINE void csm4_store(uint8_t *bytes, csm4_vector vector) {
    _mm256_storeu_si256((__m256i *)(void *)bytes, vector);
}

/// The first `byte_count` bytes, 1 to 32, and zeros behind them. No other byte is read.
CSM4_INLINE csm4_vector csm4_load_first(const uint8_t *bytes, size_t byte_count) {
    if (byte_count >= csm4_vector_bytes) {
        return csm4_load(bytes);
    }
    if (byte_count >= CSM4_BLOCK_BYTES) {
        __m128i low = csm4_load_block(bytes);
        __m128i high = csm4_load_partial(bytes + CSM4_BLOCK_BYTES, byte_count - CSM4_BLOCK_BYTES);
        return _mm256_set_m128i(high, low);
    }
    return _mm256_zextsi128_si256(csm4_load_partial(bytes, byte_count));
}

/// Writes the first `byte_count` bytes, 1 to 32, of a vector.
CSM4_INLINE void csm4_store_first(uint8_t *bytes, csm4_vector vector, size_t byte_count) {
    if (byte_count >= csm4_vector_bytes) {
        csm4_store(bytes, vector);
    } else if (byte_count >= CSM4_BLOCK_BYTES) {
        csm4_store_block(bytes, _mm256_castsi256_si128(vector));
        csm4_store_partial(
            bytes + CSM4_BLOCK_BYTES, _mm256_extracti128_si256(vector, 1), byte_count - CSM4_BLOCK_BYTES);
    } else {
        csm4_store_partial(bytes, _mm256_castsi256_si128(vector), byte_count);
    }
}

/// A vector with zeros behind its first `byte_count` bytes.
CSM4_INLINE csm4_vector csm4_keep_first(csm4_vector vector, size_t byte_count) {
    const csm4_vector index = _mm256_setr_epi8(
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
        30, 31);
    size_t count = byte_count < csm4_vector_bytes ? byte_count : csm4_vector_bytes;
    return _mm256_and_si256(vector, _mm256_cmpgt_epi8(_mm256_set1_epi8((char)count), index));
}

// MARK: Making vectors

CSM4_INLINE csm4_vector csm4_zero(void) {
    return _mm256_setzero_si256();
}

/// The same 16 bytes in each lane.
CSM4_INLINE csm4_vector csm4_each_lane(__m128i block) {
    return _mm256_broadcastsi128_si256(block);
}

CSM4_INLINE csm4_vector csm4_each_dword(uint32_t dword) {
    return _mm256_set1_epi32((int)dword);
}

CSM4_INLINE csm4_vector csm4_each_byte(uint8_t byte) {
    return _mm256_set1_epi8((char)byte);
}

/// One block in the first lane, zeros in the others.
CSM4_INLINE csm4_vector csm4_in_first_lane(__m128i block) {
    return _mm256_zextsi128_si256(block);
}

/// The counter steps that make the blocks of a key stream vector contiguous: dword i of lane l counts 2 i + l.
CSM4_INLINE csm4_vector csm4_counter_steps(void) {
    return _mm256_setr_epi32(0, 2, 4, 6, 1, 3, 5, 7);
}

/// A vector with another last dword.
CSM4_INLINE csm4_vector csm4_with_last_dword(csm4_vector vector, uint32_t dword) {
    return _mm256_insert_epi32(vector, (int)dword, 7);
}

/// The last 16 bytes.
CSM4_INLINE __m128i csm4_last_lane(csm4_vector vector) {
    return _mm256_extracti128_si256(vector, 1);
}

/// The first lane in each lane.
CSM4_INLINE csm4_vector csm4_first_lane(csm4_vector lanes) {
    return _mm256_permute4x64_epi64(lanes, 0x44);
}

/// Lanes 0, 2 … of `a`, the others of `b`; the lower half of `a`, the upper one of `b`.
CSM4_INLINE csm4_vector csm4_even_lanes(csm4_vector a, csm4_vector b) {
    return _mm256_blend_epi32(b, a, 0x0F);
}

CSM4_INLINE csm4_vector csm4_lower_half(csm4_vector a, csm4_vector b) {
    return _mm256_blend_epi32(b, a, 0x0F);
}

/// The sum of all lanes.
CSM4_INLINE __m128i csm4_fold(csm4_vector lanes) {
    return _mm_xor_si128(_mm256_castsi256_si128(lanes), _mm256_extracti128_si256(lanes, 1));
}

// MARK: Sums and shuffles

CSM4_INLINE csm4_vector csm4_xor(csm4_vector a, csm4_vector b) {
    return _mm256_xor_si256(a, b);
}

CSM4_INLINE csm4_vector csm4_xor3(csm4_vector a, csm4_vector b, csm4_vector c) {
#if defined(CSM4_HAS_AVX512VL)
    return _mm256_ternarylogic_epi32(a, b, c, 0x96);
#else
    return _mm256_xor_si256(_mm256_xor_si256(a, b), c);
#endif
}

CSM4_INLINE csm4_vector csm4_add_dwords(csm4_vector a, csm4_vector b) {
    return _mm256_add_epi32(a, b);
}

/// Shuffles the bytes of each lane: PSHUFB, with the lane itself or a table of 16 bytes as what is shuffled.
CSM4_INLINE csm4_vector csm4_shuffle_bytes(csm4_vector lanes, csm4_vector index) {
    return _mm256_shuffle_epi8(lanes, index);
}

CSM4_INLINE csm4_vector csm4_and(csm4_vector a, csm4_vector b) {
    return _mm256_and_si256(a, b);
}

#define csm4_shift_words_right(words, count) _mm256_srli_epi16(words, count)
#define csm4_shuffle_dwords(lanes, order) _mm256_shuffle_epi32(lanes, order)
#define csm4_bytes_up(lanes, count) _mm256_bslli_epi128(lanes, count)
#define csm4_bytes_down(lanes, count) _mm256_bsrli_epi128(lanes, count)
#define csm4_unpack_low(a, b, width) _mm256_unpacklo_##width(a, b)
#define csm4_unpack_high(a, b, width) _mm256_unpackhi_##width(a, b)

// MARK: Substitution

/// AESENCLAST with a key of zeros: ShiftRows and AES's S-box.
#if defined(CSM4_HAS_VAES)
#define csm4_aes_substitute(lanes) _mm256_aesenclast_epi128(lanes, _mm256_setzero_si256())
#else
#define csm4_aes_substitute(lanes)                                                                                     \
    _mm256_set_m128i(                                                                                                  \
        _mm_aesenclast_si128(_mm256_extracti128_si256(lanes, 1), _mm_setzero_si128()),                                 \
        _mm_aesenclast_si128(_mm256_castsi256_si128(lanes), _mm_setzero_si128()))
#endif

/// An 8 by 8 matrix times each byte; the same of the inverses in AES's field, plus a constant.
#define csm4_affine(bytes, matrix) _mm256_gf2p8affine_epi64_epi8(bytes, _mm256_set1_epi64x((long long)(matrix)), 0)
#define csm4_affine_of_inverse(bytes, matrix, constant)                                                                \
    _mm256_gf2p8affineinv_epi64_epi8(bytes, _mm256_set1_epi64x((long long)(matrix)), constant)

// MARK: Carry-less products

#if defined(CSM4_HAS_VPCLMULQDQ)
#define csm4_clmul(a, b, halves) _mm256_clmulepi64_epi128(a, b, halves)
#else
#define csm4_clmul(a, b, halves)                                                                                       \
    _mm256_set_m128i(                                                                                                  \
        _mm_clmulepi64_si128(_mm256_extracti128_si256(a, 1), _mm256_extracti128_si256(b, 1), halves),                  \
        _mm_clmulepi64_si128(_mm256_castsi256_si128(a), _mm256_castsi256_si128(b), halves))
#endif

// MARK: Wiping

/// Overwrites all vector registers. They are not the compiler's to name, so this stands at the end of each function of
/// the table; what follows there touches no secret.
CSM4_INLINE void csm4_wipe_registers(void) {
#if defined(CSM4_HAS_AVX512VL)
    csm4_wipe_upper_registers();
#endif
    __asm__ __volatile__(
        "vzeroall"
        :
        :
        : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
          "xmm13", "xmm14", "xmm15", "memory");
}

#endif
