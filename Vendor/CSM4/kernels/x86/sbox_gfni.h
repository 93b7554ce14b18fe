// SPDX-License-Identifier: Apache-2.0

/// SM4's S-box and linear maps by GFNI. sbox_aes.h gives the same names by AES's round; derive/basis.py explains both.
///
/// A word of the state stands in the basis of basis_constants.h. One instruction inverts and maps, so a round of four
/// byte positions takes eight.
#ifndef CSM4_X86_SBOX_H
#define CSM4_X86_SBOX_H

#include "../basis_constants.h"
#include "../gfni_constants.h"

/// One of the maps after the inversion, by its name in gfni_constants.h.
#define CSM4_MAP(bytes, map) csm4_affine_of_inverse(bytes, CSM4_GFNI_##map, CSM4_GFNI_##map##_CONSTANT)

CSM4_INLINE csm4_vector csm4_to_basis(csm4_vector bytes) {
    return csm4_affine(bytes, CSM4_GFNI_TO_BASIS);
}

CSM4_INLINE csm4_vector csm4_from_basis(csm4_vector bytes) {
    return csm4_affine(bytes, CSM4_GFNI_FROM_BASIS);
}

/// The first half of L(S(u)) on a word whose byte k is vector k: nothing, since the instruction inverts and maps at
/// once.
CSM4_INLINE void csm4_slices_substitute(csm4_vector u[4]) {
    (void)u;
}

/// The second half, whose result is added to a word.
///
/// With p[k] = z[k] + y[k + 3], byte k of L is the sum of the other three p.
CSM4_INLINE void csm4_slices_add(csm4_vector word[4], const csm4_vector u[4]) {
    csm4_vector p[4];
#pragma GCC unroll 4
    for (size_t k = 0; k < 4; k++) {
        p[k] = csm4_xor(CSM4_MAP(u[k], Z), CSM4_MAP(u[(k + 3) % 4], Y));
    }
    csm4_vector low = csm4_xor(p[0], p[1]), high = csm4_xor(p[2], p[3]);
    word[0] = csm4_xor3(word[0], p[1], high);
    word[1] = csm4_xor3(word[1], p[0], high);
    word[2] = csm4_xor3(word[2], p[3], low);
    word[3] = csm4_xor3(word[3], p[2], low);
}

/// L(S(u)) of words whose byte k is dword k of a lane, plus `sum`. W has the longest way to go and comes first.
CSM4_INLINE csm4_vector csm4_lanes_map(csm4_vector u, csm4_vector sum) {
    csm4_vector w = CSM4_MAP(u, W), z = CSM4_MAP(u, Z), y = CSM4_MAP(u, Y);
    csm4_vector near = csm4_xor3(csm4_shuffle_dwords(w, 0x39), sum, y);
    return csm4_xor3(near, csm4_shuffle_dwords(w, 0x4E), csm4_shuffle_dwords(z, 0x93));
}

/// L'(S(u)) of such words, for the key schedule, plus `sum`.
CSM4_INLINE csm4_vector csm4_lanes_key_map(csm4_vector u, csm4_vector sum) {
    csm4_vector far = csm4_xor3(
        csm4_shuffle_dwords(CSM4_MAP(u, KEY1), 0x39), csm4_shuffle_dwords(CSM4_MAP(u, KEY2), 0x4E),
        csm4_shuffle_dwords(CSM4_MAP(u, KEY3), 0x93));
    return csm4_xor3(CSM4_MAP(u, KEY0), sum, far);
}

#endif
