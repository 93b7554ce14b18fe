// SPDX-License-Identifier: Apache-2.0

/// SM4's S-box and linear maps by AESENCLAST and PSHUFB. sbox_gfni.h gives the same names by GFNI; derive/aes.py
/// explains what stands here and proves the tables.
///
/// A word of the state stands in the basis of basis_constants.h. AES's S-box inverts; a linear map of its output is two
/// lookups in tables of 16 bytes that live in registers.
#ifndef CSM4_X86_SBOX_H
#define CSM4_X86_SBOX_H

#include "../aes_constants.h"
#include "../basis_constants.h"

/// The two halves of each byte, as indices.
typedef struct {
    csm4_vector low, high;
} csm4_nibbles;

CSM4_INLINE csm4_nibbles csm4_nibbles_of(csm4_vector bytes) {
    const csm4_vector mask = csm4_each_byte(0x0F);
    return (csm4_nibbles){csm4_and(bytes, mask), csm4_and(csm4_shift_words_right(bytes, 4), mask)};
}

/// A table of 16 bytes in each lane.
CSM4_INLINE csm4_vector csm4_table(const uint8_t bytes[CSM4_BLOCK_BYTES]) {
    return csm4_each_lane(csm4_load_block(bytes));
}

/// What the table of the lower halves gives, and that of the upper ones.
CSM4_INLINE csm4_vector csm4_look_up_low(const uint8_t table[32], csm4_nibbles index) {
    return csm4_shuffle_bytes(csm4_table(table), index.low);
}

CSM4_INLINE csm4_vector csm4_look_up_high(const uint8_t table[32], csm4_nibbles index) {
    return csm4_shuffle_bytes(csm4_table(table + 16), index.high);
}

/// A linear map by its two tables.
CSM4_INLINE csm4_vector csm4_look_up(const uint8_t table[32], csm4_nibbles index) {
    return csm4_xor(csm4_look_up_low(table, index), csm4_look_up_high(table, index));
}

CSM4_INLINE csm4_vector csm4_to_basis(csm4_vector bytes) {
    return csm4_look_up(csm4_aes_to_basis, csm4_nibbles_of(bytes));
}

CSM4_INLINE csm4_vector csm4_from_basis(csm4_vector bytes) {
    return csm4_look_up(csm4_aes_from_basis, csm4_nibbles_of(bytes));
}

/// AES's S-box output with its dwords in order, rotated by `distance`.
CSM4_INLINE csm4_vector csm4_unshift(csm4_vector substituted, size_t distance) {
    return csm4_shuffle_bytes(substituted, csm4_table(csm4_aes_unshift + 16 * distance));
}

/// The first half of L(S(u)) on a word whose byte k is vector k: all that comes before the look-ups, in place.
CSM4_INLINE void csm4_slices_substitute(csm4_vector u[4]) {
    csm4_vector s[4];
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        s[k] = csm4_unshift(csm4_aes_substitute(u[k]), 0);
    }
    csm4_vector low = csm4_xor(s[0], s[1]), high = csm4_xor(s[2], s[3]);
    u[0] = csm4_xor(low, s[2]);
    u[1] = csm4_xor(high, s[1]);
    u[2] = csm4_xor(high, s[0]);
    u[3] = csm4_xor(low, s[3]);
}

/// The second half, whose result is added to a word.
CSM4_INLINE void csm4_slices_add(csm4_vector word[4], const csm4_vector u[4]) {
    csm4_nibbles index[4];
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        index[k] = csm4_nibbles_of(u[k]);
    }
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        csm4_vector y = csm4_look_up(csm4_aes_y, index[k]), z = csm4_look_up(csm4_aes_z, index[(k + 1) % 4]);
        word[k] = csm4_xor(word[k], csm4_xor(y, z));
    }
}

/// L(S(u)) of words whose byte k is dword k of a lane, plus `sum`. The lower halves are there first, and summed first.
CSM4_INLINE csm4_vector csm4_lanes_map(csm4_vector u, csm4_vector sum) {
    csm4_vector s = csm4_aes_substitute(u);
    csm4_vector middle = csm4_xor(csm4_unshift(s, 1), csm4_unshift(s, 2));
    csm4_nibbles index = csm4_nibbles_of(csm4_xor(csm4_unshift(s, 0), middle));
    csm4_nibbles next = csm4_nibbles_of(csm4_xor(middle, csm4_unshift(s, 3)));
    csm4_vector low = csm4_xor3(sum, csm4_look_up_low(csm4_aes_y, index), csm4_look_up_low(csm4_aes_z, next));
    __asm__("" : "+x"(low));
    return csm4_xor(low, csm4_xor(csm4_look_up_high(csm4_aes_y, index), csm4_look_up_high(csm4_aes_z, next)));
}

/// L'(S(u)) of such words, for the key schedule, plus `sum`.
CSM4_INLINE csm4_vector csm4_lanes_key_map(csm4_vector u, csm4_vector sum) {
    csm4_vector s = csm4_aes_substitute(u);
    csm4_vector near = csm4_xor(
        csm4_look_up(csm4_aes_key0, csm4_nibbles_of(csm4_unshift(s, 0))),
        csm4_look_up(csm4_aes_key1, csm4_nibbles_of(csm4_unshift(s, 1))));
    csm4_vector far = csm4_xor(
        csm4_look_up(csm4_aes_key2, csm4_nibbles_of(csm4_unshift(s, 2))),
        csm4_look_up(csm4_aes_key3, csm4_nibbles_of(csm4_unshift(s, 3))));
    return csm4_xor3(sum, near, far);
}

#endif
