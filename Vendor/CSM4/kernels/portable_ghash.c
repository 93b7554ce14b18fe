// SPDX-License-Identifier: Apache-2.0

/// GHASH (SP 800-38D §6.4) by integer multiplication, in constant time and without tables.
///
/// A block is a 128-bit big-endian number; GCM's coefficient of x^0 is its highest bit. Carry-less products come from
/// ordinary ones "with holes": keep every fourth bit of both factors, and the sums of at most 15 single bits in a
/// column stay below 16, so bit 0 of each group of four is the sum modulo 2. A 64-bit word is four such classes, and
/// the product of two words takes 9 multiplications (Karatsuba twice). 16 terms would overflow a column, so the four
/// highest bits of each word of H are left out there and added by masks. All of this is linear in the products: they
/// are summed over a batch of blocks, block i times H^(n-i), and put together, aligned and reduced once a batch.
#include "../bytes.h"
#include "portable.h"

__extension__ typedef unsigned __int128 wide;

/// Blocks of a batch, and so powers of H that a key holds.
enum { powers = 6, forms = 9, tops = 4, part_words = forms + tops, power_words = 3 * part_words };

_Static_assert(powers * power_words <= csm4_hash_words, "the powers of H fit into a context");
_Static_assert(powers * power_words * sizeof(uint64_t) == csm4_portable_hash_bytes, "portable.h states their size");

/// An element of GF(2^128).
typedef struct {
    uint64_t high, low;
} element;

/// The products of a batch, by Karatsuba part: low word, high word, their sum.
typedef struct {
    wide product[3][forms];
    uint64_t top[3][tops];
} products;

static const uint64_t every_fourth = 0x1111111111111111;

/// Splits a word into its four classes c0 to c3 of bits and the sums that Karatsuba twice needs:
/// c0, c1, c0+c1, c2, c3, c2+c3, c0+c2, c1+c3, c0+c1+c2+c3.
static inline void split(uint64_t form[forms], uint64_t word) {
    form[0] = word & every_fourth;
    form[1] = word >> 1 & every_fourth;
    form[2] = form[0] ^ form[1];
    form[3] = word >> 2 & every_fourth;
    form[4] = word >> 3 & every_fourth;
    form[5] = form[3] ^ form[4];
    form[6] = form[0] ^ form[3];
    form[7] = form[1] ^ form[4];
    form[8] = form[2] ^ form[5];
}

/// Writes what `accumulate` needs of one power of H.
static void prepare(uint64_t *power, element h) {
    const uint64_t parts[3] = {h.low, h.high, h.low ^ h.high};
    for (size_t part = 0; part < 3; part++, power += part_words) {
        split(power, parts[part] & (UINT64_MAX >> tops));
        for (unsigned bit = 0; bit < tops; bit++) {
            power[forms + bit] = 0 - (parts[part] >> (60 + bit) & 1);
        }
    }
}

/// Adds the product of a block and a power of H.
static inline void accumulate(products *sum, const uint64_t *power, element block) {
    const uint64_t parts[3] = {block.low, block.high, block.low ^ block.high};
    for (size_t part = 0; part < 3; part++, power += part_words) {
        uint64_t form[forms];
        split(form, parts[part]);
        for (size_t k = 0; k < forms; k++) {
            sum->product[part][k] ^= (wide)form[k] * power[k];
        }
        for (size_t bit = 0; bit < tops; bit++) {
            sum->top[part][bit] ^= parts[part] & power[forms + bit];
        }
    }
}

/// Keeps bit 0 of each group of four.
static inline wide every_fourth_of(wide value) {
    return value & ((wide)every_fourth << 64 | every_fourth);
}

/// The carry-less product of two 64-bit words from its parts. `r[k]` is what the classes with index sum k give.
static inline wide join(const wide p[forms], const uint64_t top[tops]) {
    wide r[7];
    wide low = p[0] ^ p[1] ^ p[2], high = p[3] ^ p[4] ^ p[5], middle = p[6] ^ p[7] ^ p[8];
    r[0] = p[0];
    r[1] = low;
    r[2] = p[0] ^ p[1] ^ p[3] ^ p[6];
    r[3] = low ^ high ^ middle;
    r[4] = p[1] ^ p[3] ^ p[4] ^ p[7];
    r[5] = high;
    r[6] = p[4];
    wide product = every_fourth_of(r[0] ^ r[4] << 4) ^ every_fourth_of(r[1] ^ r[5] << 4) << 1
        ^ every_fourth_of(r[2] ^ r[6] << 4) << 2 ^ every_fourth_of(r[3]) << 3;
    for (unsigned bit = 0; bit < tops; bit++) {
        product ^= (wide)top[bit] << (60 + bit);
    }
    return product;
}

/// The sum of products as an element: joined, moved up by the one bit that the mirrored order lacks, reduced modulo
/// x^128 + x^7 + x^2 + x + 1 from the lowest word up.
static element reduce(const products *sum) {
    wide low = join(sum->product[0], sum->top[0]);
    wide high = join(sum->product[1], sum->top[1]);
    wide middle = join(sum->product[2], sum->top[2]) ^ low ^ high;
    low ^= middle << 64;
    high ^= middle >> 64;
    high = high << 1 | low >> 127;
    low <<= 1;
    uint64_t w0 = (uint64_t)low, w1 = (uint64_t)(low >> 64), w2 = (uint64_t)high, w3 = (uint64_t)(high >> 64);
    w1 ^= w0 << 63 ^ w0 << 62 ^ w0 << 57;
    w2 ^= w0 ^ w0 >> 1 ^ w0 >> 2 ^ w0 >> 7;
    w2 ^= w1 << 63 ^ w1 << 62 ^ w1 << 57;
    w3 ^= w1 ^ w1 >> 1 ^ w1 >> 2 ^ w1 >> 7;
    return (element){.high = w3, .low = w2};
}

static element load(const uint8_t bytes[CSM4_BLOCK_BYTES]) {
    return (element){.high = csm4_load64(bytes), .low = csm4_load64(bytes + 8)};
}

void csm4_portable_hash_init(uint64_t *hash, const uint8_t hash_key[CSM4_BLOCK_BYTES]) {
    element h = load(hash_key), power = h;
    products sum;
    prepare(hash, h);
    for (size_t i = 1; i < powers; i++) {
        memset(&sum, 0, sizeof sum);
        accumulate(&sum, hash, power);
        power = reduce(&sum);
        prepare(hash + i * power_words, power);
    }
    csm4_wipe(&sum, sizeof sum);
    csm4_wipe(&power, sizeof power);
    csm4_wipe(&h, sizeof h);
}

void csm4_portable_ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    element state = load(digest);
    products sum;
    while (block_count > 0) {
        size_t batch = block_count < powers ? block_count : powers;
        memset(&sum, 0, sizeof sum);
        for (size_t left = batch; left > 0; left--, blocks += CSM4_BLOCK_BYTES) {
            element block = load(blocks);
            block.high ^= state.high;
            block.low ^= state.low;
            state = (element){0, 0};
            accumulate(&sum, hash + (left - 1) * power_words, block);
        }
        state = reduce(&sum);
        block_count -= batch;
    }
    csm4_store64(digest, state.high);
    csm4_store64(digest + 8, state.low);
    csm4_wipe(&sum, sizeof sum);
    csm4_wipe(&state, sizeof state);
}
