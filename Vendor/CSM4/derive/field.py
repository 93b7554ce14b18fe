# SPDX-License-Identifier: Apache-2.0
"""SM4's S-box and the field it lives in (GB/T 32907-2016, 6.2 and its algebraic form).

The standard publishes the S-box as a table. It equals S(x) = A * inv(A * x + C) + C, where inv is inversion (0 to 0) in
GF(2^8) = GF(2)[x] / 0x1F5, A is the circulant matrix whose row 0 is 0xA7 read from bit 0 upwards, and C = 0xD3.
`check_formula` proves that for all 256 inputs, so everything derived from the formula is derived from the standard.
"""

MODULUS = 0x1F5
A_ROW = 0xA7
C = 0xD3

PUBLISHED = bytes.fromhex("""
d690e9fecce13db716b614c228fb2c05 2b679a762abe04c3aa44132649860699
9c4250f491ef987a33540b43edcfac62 e4b31ca9c908e89580df94fa758f3fa6
4707a7fcf37317ba83593c19e6854fa8 686b81b27164da8bf8eb0f4b70569d35
1e240e5e6358d1a225227c3b01217887 d40046579fd327524c3602e7a0c4c89e
eabf8ad240c738b5a3f7f2cef96115a1 e0ae5da49b341a55ad933230f58cb1e3
1df6e22e8266ca60c02923ab0d534e6f d5db3745defd8e2f03ff6a726d6c5b51
8d1baf92bbddbc7f11d95c411f105ad8 0ac13188a5cd7bbd2d74d012b8e5b4b0
8969974a0c96777e65b9f109c56ec684 18f07dec3adc4d2079ee5f3ed7cb3948
""")


def multiply(x, y):
    """The product of two elements of GF(2)[x] / 0x1F5."""
    product = 0
    while y:
        if y & 1:
            product ^= x
        x <<= 1
        if x & 0x100:
            x ^= MODULUS
        y >>= 1
    return product


def power(x, exponent):
    """x to a non-negative exponent."""
    result = 1
    while exponent:
        if exponent & 1:
            result = multiply(result, x)
        x = multiply(x, x)
        exponent >>= 1
    return result


def inverse(x):
    """x to the 254: the inverse, and 0 for 0."""
    return power(x, 254)


def parity(x):
    """The XOR of all bits of x."""
    return bin(x).count("1") & 1


def apply(rows, x):
    """The matrix with these rows (bit masks, row i gives output bit i) times the vector x."""
    return sum(parity(row & x) << i for i, row in enumerate(rows))


def invert(rows):
    """The inverse of an 8 by 8 matrix over GF(2), or None."""
    size = len(rows)
    work = [row | 1 << (size + i) for i, row in enumerate(rows)]
    for column in range(size):
        pivot = next((i for i in range(column, size) if work[i] >> column & 1), None)
        if pivot is None:
            return None
        work[column], work[pivot] = work[pivot], work[column]
        for i in range(size):
            if i != column and work[i] >> column & 1:
                work[i] ^= work[column]
    return [row >> size for row in work]


def rotate_byte(x, count):
    """The byte x rotated to the left."""
    return (x << count | x >> (8 - count)) & 0xFF if count else x


A = [rotate_byte(A_ROW, i) for i in range(8)]
INPUT_CONSTANT = apply(invert(A), C)


def linear_part(x):
    """S without its constants: S(x) = linear_part(x ^ INPUT_CONSTANT) ^ C."""
    return apply(A, inverse(apply(A, x)))


def check_formula():
    """Raises AssertionError unless the formula gives the published table."""
    assert sorted(PUBLISHED) == list(range(256)), "the table is no permutation"
    for x in range(256):
        assert PUBLISHED[x] == apply(A, inverse(apply(A, x) ^ C)) ^ C, f"S({x:#04x})"
        assert PUBLISHED[x] == linear_part(x ^ INPUT_CONSTANT) ^ C, f"split of S({x:#04x})"
