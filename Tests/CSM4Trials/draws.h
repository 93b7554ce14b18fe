// SPDX-License-Identifier: Apache-2.0

/// Repeatable random draws for the trials: the same numbers from the same seed on every machine. Not for keys.
#ifndef DRAWS_H
#define DRAWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The generator xoshiro256** (Blackman, Vigna 2018).
typedef struct draws {
    uint64_t state[4];
} draws;

/// Starts a generator of its own for each combination of these numbers.
draws draws_from(uint64_t seed, uint64_t number, uint64_t purpose);

/// 64 random bits.
uint64_t draw(draws *draws);

/// A number from 0 to `bound - 1`, with a bias below 2^-32 for the bounds used here. `bound` is at least 1.
size_t draw_below(draws *draws, size_t bound);

/// Whether an event of probability 1/n happens.
bool draw_one_in(draws *draws, size_t n);

/// A length from 1 to `max`, its logarithm uniform: as many of 1 to 2 bytes as of 512 to 1,024.
size_t draw_length(draws *draws, size_t max);

/// Fills memory.
void draw_bytes(draws *draws, uint8_t *bytes, size_t byte_count);

#endif
