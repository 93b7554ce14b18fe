// SPDX-License-Identifier: Apache-2.0

/// Byte and dword transpositions inside the 128-bit lanes of vectors.
#ifndef CSM4_X86_TRANSPOSE_H
#define CSM4_X86_TRANSPOSE_H

/// Within each lane, byte j of dword i trades places with byte i of dword j.
CSM4_INLINE csm4_vector csm4_transpose_bytes(csm4_vector lanes) {
    return csm4_shuffle_bytes(
        lanes, csm4_each_lane(_mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)));
}

/// The same of counters: little-endian dwords to planes of their bytes, the highest first.
CSM4_INLINE csm4_vector csm4_transpose_counters(csm4_vector counters) {
    return csm4_shuffle_bytes(
        counters, csm4_each_lane(_mm_setr_epi8(3, 7, 11, 15, 2, 6, 10, 14, 1, 5, 9, 13, 0, 4, 8, 12)));
}

/// Byte `4 index + k` of a block, four times in dword k.
CSM4_INLINE csm4_vector csm4_spread_word(csm4_vector blocks, size_t index) {
    csm4_vector order = csm4_each_lane(_mm_setr_epi8(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3));
    return csm4_shuffle_bytes(blocks, csm4_xor(order, csm4_each_byte((uint8_t)(4 * index))));
}

/// Within each lane, dword j of vector i trades places with dword i of vector j.
CSM4_INLINE void csm4_transpose_dwords(csm4_vector v[4]) {
    csm4_vector a = csm4_unpack_low(v[0], v[1], epi32), b = csm4_unpack_high(v[0], v[1], epi32);
    csm4_vector c = csm4_unpack_low(v[2], v[3], epi32), d = csm4_unpack_high(v[2], v[3], epi32);
    v[0] = csm4_unpack_low(a, c, epi64);
    v[1] = csm4_unpack_high(a, c, epi64);
    v[2] = csm4_unpack_low(b, d, epi64);
    v[3] = csm4_unpack_high(b, d, epi64);
}

/// Within each lane, byte p of vector q trades places with byte q of vector p. Its own inverse.
CSM4_INLINE void csm4_transpose_16(csm4_vector v[16]) {
#pragma GCC unroll 4
    for (size_t stage = 0; stage < 4; stage++) {
        csm4_vector t[16];
#pragma GCC unroll 8
        for (size_t i = 0; i < 8; i++) {
            t[2 * i] = csm4_unpack_low(v[i], v[i + 8], epi8);
            t[2 * i + 1] = csm4_unpack_high(v[i], v[i + 8], epi8);
        }
#pragma GCC unroll 16
        for (size_t i = 0; i < 16; i++) {
            v[i] = t[i];
        }
    }
}

#endif
