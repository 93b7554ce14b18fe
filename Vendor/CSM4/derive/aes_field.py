# SPDX-License-Identifier: Apache-2.0
"""SM4's S-box by the inversion of AES's field, GF(2)[x] / 0x11B (FIPS 197, 4.2), which CPUs have as an instruction.

Both fields have 256 elements, so a linear map T between them keeps products, and with it inverses:
    S(x) = A * inv(A * x + C) + C = A * T' * inv_aes(M * x + T * C) + C,    M = T * A,  T' the inverse of T.
T sends x to a root of SM4's modulus in AES's field. There are eight roots; the least is taken.
"""

from field import A, C, MODULUS, apply, inverse, invert, multiply

AES_MODULUS = 0x11B


def aes_multiply(x, y):
    """The product of two elements of GF(2)[x] / 0x11B."""
    product = 0
    while y:
        if y & 1:
            product ^= x
        x <<= 1
        if x & 0x100:
            x ^= AES_MODULUS
        y >>= 1
    return product


def aes_power(x, exponent):
    """x to a non-negative exponent."""
    result = 1
    for _ in range(exponent):
        result = aes_multiply(result, x)
    return result


def aes_inverse(x):
    """The inverse, and 0 for 0."""
    return aes_power(x, 254)


def rows(function):
    """The matrix of a linear function of bytes, as row i gives output bit i."""
    columns = [function(1 << i) for i in range(8)]
    return [sum((column >> i & 1) << j for j, column in enumerate(columns)) for i in range(8)]


def compose(*matrices):
    """The product of matrices; the last one is applied first."""
    def function(x):
        for matrix in reversed(matrices):
            x = apply(matrix, x)
        return x
    return rows(function)


def plus(*matrices):
    """The sum of matrices."""
    def function(x):
        total = 0
        for matrix in matrices:
            total ^= apply(matrix, x)
        return total
    return rows(function)


def is_root(r):
    """Whether r in AES's field is a root of SM4's modulus."""
    total = 0
    for exponent in range(9):
        if MODULUS >> exponent & 1:
            total ^= aes_power(r, exponent)
    return total == 0


ROOT = min(r for r in range(2, 256) if is_root(r))
TO_AES = [sum((aes_power(ROOT, j) >> i & 1) << j for j in range(8)) for i in range(8)]
FROM_AES = invert(TO_AES)
TO_BASIS = compose(TO_AES, A)
INVERSION_CONSTANT = apply(TO_AES, C)
AFTER_INVERSION = compose(A, FROM_AES)


def check_isomorphism():
    """Proves for all pairs that T keeps products, and for all inputs that it keeps inverses."""
    image = [apply(TO_AES, x) for x in range(256)]
    assert len(set(image)) == 256
    for x in range(256):
        for y in range(x + 1):
            assert image[multiply(x, y)] == aes_multiply(image[x], image[y])
        assert image[inverse(x)] == aes_inverse(image[x])
