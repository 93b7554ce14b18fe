// SPDX-License-Identifier: Apache-2.0

/// Vectors of 512 bits for the headers of this folder: AVX-512 (F, BW, DQ, VL). vector256.h gives the same names for
/// 256 bits.
///
/// Before it is included the kernel says `CSM4_TARGET`.
#ifndef CSM4_X86_VECTOR_H
#define CSM4_X86_VECTOR_H

#include "x86.h"

enum { csm4_vector_bytes = 64, csm4_vector_blocks = 4 };

typedef __m512i csm4_vector;

// MARK: Bytes in memory

CSM4_INLINE csm4_vector csm4_load(const uint8_t *bytes) {
    return _mm512_loadu_si512(bytes);
}

CSM4_INLINE void csm4_store(uint8_t *bytes, csm4_vector vector) {
    _mm512_storeu_si512(bytes, vector);
}

/// A mask of the first `byte_count` bytes of a vector; all from 64 on.
CSM4_INLINE __mmask64 csm4_first_bytes(size_t byte_count) {
    return byte_count >= csm4_vector_bytes ? ~(__mmask64)0 : _bzhi_u64(~(uint64_t)0, (uint32_t)byte_count);
}

/// The first `byte_count` bytes, 1 to 64, and zeros behind them. No other byte is read.
CSM4_INLINE csm4_vector csm4_load_first(const uint8_t *bytes, size_t byte_count) {
    return _mm512_maskz_loadu_epi8(csm4_first_bytes(byte_count), bytes);
}

/// Writes the first `byte_count` bytes, 1 to 64, of a vector.
CSM4_INLINE void csm4_store_first(uint8_t *bytes, csm4_vector vector, size_t byte_count) {
    _mm512_mask_storeu_epi8(bytes, csm4_first_bytes(byte_count), vector);
}

/// A vector with zeros behind its first `byte_count` bytes.
CSM4_INLINE csm4_vector csm4_keep_first(csm4_vector vector, size_t byte_count) {
    return _mm512_maskz_mov_epi8(csm4_first_bytes(byte_count), vector);
}

// MARK: Making vectors

CSM4_INLINE csm4_vector csm4_zero(void) {
    return _mm512_setzero_si512();
}

/// The same 16 bytes in each lane.
CSM4_INLINE csm4_vector csm4_each_lane(__m128i block) {
    return _mm512_broadcast_i32x4(block);
}

CSM4_INLINE csm4_vector csm4_each_dword(uint32_t dword) {
    return _mm512_set1_epi32((int)dword);
}

CSM4_INLINE csm4_vector csm4_each_byte(uint8_t byte) {
    return _mm512_set1_epi8((char)byte);
}

/// One block in the first lane, zeros in the others.
CSM4_INLINE csm4_vector csm4_in_first_lane(__m128i block) {
    return _mm512_zextsi128_si512(block);
}

/// The counter steps that make the blocks of a key stream vector contiguous: dword i of lane l counts 4 i + l.
CSM4_INLINE csm4_vector csm4_counter_steps(void) {
    return _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
}

/// A vector with another last dword.
CSM4_INLINE csm4_vector csm4_with_last_dword(csm4_vector vector, uint32_t dword) {
    return _mm512_mask_set1_epi32(vector, (__mmask16)0x8000, (int)dword);
}

/// The last 16 bytes.
CSM4_INLINE __m128i csm4_last_lane(csm4_vector vector) {
    return _mm512_extracti32x4_epi32(vector, 3);
}

/// The first lane in each lane.
CSM4_INLINE csm4_vector csm4_first_lane(csm4_vector lanes) {
    return _mm512_shuffle_i64x2(lanes, lanes, 0x00);
}

/// Lanes 0, 2 … of `a`, the others of `b`; the lower half of `a`, the upper one of `b`.
CSM4_INLINE csm4_vector csm4_even_lanes(csm4_vector a, csm4_vector b) {
    return _mm512_mask_blend_epi64(0x33, b, a);
}

CSM4_INLINE csm4_vector csm4_lower_half(csm4_vector a, csm4_vector b) {
    return _mm512_mask_blend_epi64(0x0F, b, a);
}

/// The sum of all lanes.
CSM4_INLINE __m128i csm4_fold(csm4_vector lanes) {
    __m256i half = _mm256_xor_si256(_mm512_castsi512_si256(lanes), _mm512_extracti64x4_epi64(lanes, 1));
    return _mm_xor_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

// MARK: Sums and shuffles

CSM4_INLINE csm4_vector csm4_xor(csm4_vector a, csm4_vector b) {
    return _mm512_xor_si512(a, b);
}

CSM4_INLINE csm4_vector csm4_xor3(csm4_vector a, csm4_vector b, csm4_vector c) {
    return _mm512_ternarylogic_epi32(a, b, c, 0x96);
}

CSM4_INLINE csm4_vector csm4_add_dwords(csm4_vector a, csm4_vector b) {
    return _mm512_add_epi32(a, b);
}

/// Shuffles the bytes of each lane: PSHUFB, with the lane itself or a table of 16 bytes as what is shuffled.
CSM4_INLINE csm4_vector csm4_shuffle_bytes(csm4_vector lanes, csm4_vector index) {
    return _mm512_shuffle_epi8(lanes, index);
}

#define csm4_shuffle_dwords(lanes, order) _mm512_shuffle_epi32(lanes, (_MM_PERM_ENUM)(order))
#define csm4_bytes_up(lanes, count) _mm512_bslli_epi128(lanes, count)
#define csm4_bytes_down(lanes, count) _mm512_bsrli_epi128(lanes, count)
#define csm4_unpack_low(a, b, width) _mm512_unpacklo_##width(a, b)
#define csm4_unpack_high(a, b, width) _mm512_unpackhi_##width(a, b)

// MARK: Substitution

/// An 8 by 8 matrix times each byte; the same of the inverses in AES's field, plus a constant.
#define csm4_affine(bytes, matrix) _mm512_gf2p8affine_epi64_epi8(bytes, _mm512_set1_epi64((long long)(matrix)), 0)
#define csm4_affine_of_inverse(bytes, matrix, constant)                                                                \
    _mm512_gf2p8affineinv_epi64_epi8(bytes, _mm512_set1_epi64((long long)(matrix)), constant)

// MARK: Carry-less products

#define csm4_clmul(a, b, halves) _mm512_clmulepi64_epi128(a, b, halves)

// MARK: Wiping

/// Overwrites all vector registers. They are not the compiler's to name, so this stands at the end of each function of
/// the table; what follows there touches no secret.
CSM4_INLINE void csm4_wipe_registers(void) {
    csm4_wipe_upper_registers();
    __asm__ __volatile__(
        "vzeroall"
        :
        :
        : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12",
          "xmm13", "xmm14", "xmm15", "memory");
}

#endif
