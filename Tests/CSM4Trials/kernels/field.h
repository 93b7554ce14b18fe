// SPDX-License-Identifier: Apache-2.0

/// GF(2^128) as GCM numbers its bits (SP 800-38D §6.3), bit by bit: slow, plain, and unlike any kernel.
#ifndef FIELD_H
#define FIELD_H

#include <stdint.h>

/// Multiplies `value` by `factor`.
void field_multiply(uint8_t value[16], const uint8_t factor[16]);

/// Finds the nonce of 16 bytes of which GHASH under `hash_key` makes the pre-counter block `j0` (SP 800-38D §7.1, step
/// 2). The hash key must not be 0.
void field_solve_nonce(const uint8_t hash_key[16], const uint8_t j0[16], uint8_t nonce[16]);

#endif
