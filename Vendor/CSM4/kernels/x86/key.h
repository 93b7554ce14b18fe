// SPDX-License-Identifier: Apache-2.0

/// The key schedule (GB/T 32907-2016, 7.3), and with it in the same rounds the hash key E(0^128) of GCM.
#ifndef CSM4_X86_KEY_H
#define CSM4_X86_KEY_H

#include "lanes.h"
#include "powers.h"

/// Byte k of a word, four times in dword k of each lane.
CSM4_INLINE csm4_vector csm4_spread(const uint8_t word[4]) {
    return csm4_spread_word(csm4_each_lane(_mm_loadu_si32(word)), 0);
}

/// Fills the round keys. Where `zero` is given, the block of zeros is encrypted in it by each round key as it comes, so
/// that both take hardly longer than one.
CSM4_INLINE void csm4_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES], csm4_lanes *zero) {
    csm4_round_keys *keys = (csm4_round_keys *)(void *)key->words;
    const csm4_vector constant = csm4_each_byte(CSM4_BASIS_KEY_CONSTANT);
    csm4_vector family = csm4_each_lane(csm4_load_block(csm4_basis_family_key));
    csm4_vector first = csm4_xor(csm4_to_basis(csm4_each_lane(csm4_load_block(bytes))), family);
    csm4_vector k[4];
#pragma GCC unroll 4
    for (size_t w = 0; w < 4; w++) {
        k[w] = csm4_spread_word(first, w);
        if (zero) {
            zero->x[w] = csm4_zero();
        }
    }
    memset(keys->before, 0, sizeof keys->before);
    memset(keys->after, 0, sizeof keys->after);
#pragma GCC unroll 1
    for (size_t i = 0; i < 32; i += 4) {
#pragma GCC unroll 4
        for (size_t j = 0; j < 4; j++) {
            csm4_vector parameter = csm4_spread(csm4_basis_fixed_parameter + 4 * (i + j));
            csm4_vector u = csm4_xor(csm4_xor3(k[(j + 1) % 4], k[(j + 2) % 4], parameter), k[(j + 3) % 4]);
            k[j] = csm4_lanes_key_map(u, k[j]);
            csm4_vector round_key = csm4_xor(k[j], constant);
            csm4_store_block((uint8_t *)keys->round[i + j], csm4_last_lane(round_key));
            if (zero) {
                csm4_vector *x = zero->x;
                u = csm4_xor(csm4_xor3(x[(j + 1) % 4], x[(j + 2) % 4], round_key), x[(j + 3) % 4]);
                x[j] = csm4_lanes_map(u, x[j]);
            }
        }
    }
}

CSM4_OUTLINE void csm4_fill_key(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_schedule(key, bytes, NULL);
}

CSM4_OUTLINE void csm4_fill_context(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_lanes zero;
    csm4_vector blocks[4];
    csm4_schedule(&context->key, bytes, &zero);
    csm4_lanes_store(&zero, blocks);
    csm4_first_powers((csm4_hash *)(void *)context->hash, csm4_last_lane(blocks[0]));
}

/// The round keys of the standard, back from those of the kernel.
CSM4_OUTLINE void csm4_read_round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    const csm4_round_keys *keys = csm4_round_keys_of(key);
    for (size_t i = 0; i < 32; i++) {
        csm4_vector bytes = csm4_xor(csm4_lanes_key(keys->round[i]), csm4_each_byte(CSM4_BASIS_KEY_CONSTANT));
        uint8_t block[CSM4_BLOCK_BYTES];
        csm4_store_block(block, csm4_last_lane(csm4_from_basis(bytes)));
        round_keys[i] = (uint32_t)block[0] << 24 | (uint32_t)block[4] << 16 | (uint32_t)block[8] << 8 | block[12];
    }
}

#endif
