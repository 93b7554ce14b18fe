// SPDX-License-Identifier: Apache-2.0

#include "field.h"

#include <string.h>

/// A polynomial: the coefficient of x^0 is the highest bit of `high`.
typedef struct element {
    uint64_t high, low;
} element;

static element load(const uint8_t bytes[16]) {
    element element = {0, 0};
    for (int i = 0; i < 8; i++) {
        element.high = element.high << 8 | bytes[i];
        element.low = element.low << 8 | bytes[8 + i];
    }
    return element;
}

static void store(uint8_t bytes[16], element element) {
    for (int i = 7; i >= 0; i--) {
        bytes[i] = (uint8_t)element.high;
        bytes[8 + i] = (uint8_t)element.low;
        element.high >>= 8;
        element.low >>= 8;
    }
}

static element multiply(element left, element right) {
    element product = {0, 0};
    for (int i = 0; i < 128; i++) {
        uint64_t bit = (i < 64 ? left.high >> (63 - i) : left.low >> (127 - i)) & 1;
        product.high ^= right.high & -bit;
        product.low ^= right.low & -bit;
        uint64_t carry = right.low & 1;
        right.low = right.low >> 1 | right.high << 63;
        right.high = right.high >> 1 ^ (0xE100000000000000 & -carry);
    }
    return product;
}

/// x^(2^128 - 2), the product of x^(2^i) for i from 1 to 127.
static element invert(element element) {
    struct element inverse = {0x8000000000000000, 0};
    for (int i = 1; i < 128; i++) {
        element = multiply(element, element);
        inverse = multiply(inverse, element);
    }
    return inverse;
}

void field_multiply(uint8_t value[16], const uint8_t factor[16]) {
    store(value, multiply(load(value), load(factor)));
}

// J0 = (nonce · H + lengths) · H, with lengths = [0]_64 ‖ [128]_64.
void field_solve_nonce(const uint8_t hash_key[16], const uint8_t j0[16], uint8_t nonce[16]) {
    element inverse = invert(load(hash_key));
    element value = multiply(load(j0), inverse);
    value.low ^= 128;
    store(nonce, multiply(value, inverse));
}
