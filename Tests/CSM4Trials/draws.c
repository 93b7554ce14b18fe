// SPDX-License-Identifier: Apache-2.0

#include "draws.h"

#include <math.h>
#include <string.h>

/// SplitMix64 (Steele, Lea, Flood 2014): spreads the bits of a seed.
static uint64_t spread(uint64_t *state) {
    uint64_t value = *state += 0x9E3779B97F4A7C15;
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9;
    value = (value ^ value >> 27) * 0x94D049BB133111EB;
    return value ^ value >> 31;
}

draws draws_from(uint64_t seed, uint64_t number, uint64_t purpose) {
    draws draws;
    uint64_t mixed = seed;
    mixed = spread(&mixed) ^ number;
    mixed = spread(&mixed) ^ purpose;
    for (size_t i = 0; i < 4; i++) {
        draws.state[i] = spread(&mixed);
    }
    return draws;
}

static uint64_t rotate(uint64_t value, unsigned count) {
    return value << count | value >> (64 - count);
}

uint64_t draw(draws *draws) {
    uint64_t *s = draws->state;
    uint64_t value = rotate(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return value;
}

size_t draw_below(draws *draws, size_t bound) {
    return (size_t)(((unsigned __int128)draw(draws) * bound) >> 64);
}

bool draw_one_in(draws *draws, size_t n) {
    return draw_below(draws, n) == 0;
}

size_t draw_length(draws *draws, size_t max) {
    double fraction = (double)(draw(draws) >> 11) * 0x1p-53;
    size_t length = (size_t)exp(fraction * log((double)max + 1));
    return length < 1 ? 1 : length > max ? max : length;
}

void draw_bytes(draws *draws, uint8_t *bytes, size_t byte_count) {
    while (byte_count > 0) {
        uint64_t value = draw(draws);
        size_t count = byte_count < sizeof value ? byte_count : sizeof value;
        memcpy(bytes, &value, count);
        bytes += count;
        byte_count -= count;
    }
}
