// SPDX-License-Identifier: Apache-2.0

/// SM4 bit-sliced over 16 blocks, in constant time and without tables.
///
/// A slice holds one 32-bit word of each block: bit i of byte b (byte 0 the lowest) of block n is bit 16 b + n of plane
/// i. So the S-box works on all 64 bytes of a slice at once, by the circuit of portable_sbox.h; rotating the words by a
/// multiple of 8 bits is rotating each plane by as many 16 bits; other rotations rename planes.
///
/// S(x) = S'(x + c) + C where S' is the circuit. Neither constant costs anything in a round. c goes into the round
/// keys; so does C: L(CCCC) has four equal bytes K, and instead of adding K to each new word the rounds carry X[j] + K
/// where j / 4 is odd (X[j] as it is elsewhere) and make up for it in the round keys. The output words are 32 to 35, so
/// they come out as they are.
#include "../bytes.h"
#include "portable.h"
#include "portable_sbox.h"

enum { batch = 16, rounds = 32, planes = 8 };

_Static_assert(rounds * planes <= csm4_key_words, "the round keys fit into a key");
_Static_assert(rounds * planes * sizeof(uint64_t) == csm4_portable_key_bytes, "portable.h states their size");

/// One word of each of 16 blocks.
typedef struct {
    uint64_t plane[planes];
} slice;

/// Rotates a plane's words left by this many bytes.
static inline uint64_t rotate_bytes(uint64_t plane, unsigned count) {
    return count == 0 ? plane : plane << (16 * count) | plane >> (64 - 16 * count);
}

/// Plane `bit` of the words rotated left by `count` bits, 1 to 31.
static inline uint64_t rotated(const slice *words, unsigned bit, unsigned count) {
    unsigned source = (bit + 32 - count) % 32;
    return rotate_bytes(words->plane[source % 8], (4 - source / 8) % 4);
}

/// x0 += L(S(x1 + x2 + x3 + key)): one round, constants apart (GB/T 32907-2016, 6.1 and 6.2).
///
/// L(B) = B + (B <<< 2) + (B <<< 10) + (B <<< 18) + (B <<< 24)
///      = (v <<< 24) + ((v + (B <<< 16)) <<< 2) with v = B + (B <<< 8).
static inline void round_function(slice *x0, const slice *x1, const slice *x2, const slice *x3, const uint64_t *key) {
    slice b, inner;
#pragma GCC unroll 8
    for (unsigned i = 0; i < planes; i++) {
        b.plane[i] = x1->plane[i] ^ x2->plane[i] ^ x3->plane[i] ^ key[i];
    }
    csm4_portable_sbox(b.plane);
#pragma GCC unroll 8
    for (unsigned i = 0; i < planes; i++) {
        uint64_t v = b.plane[i] ^ rotate_bytes(b.plane[i], 1);
        inner.plane[i] = v ^ rotate_bytes(b.plane[i], 2);
        x0->plane[i] ^= rotate_bytes(v, 3);
    }
#pragma GCC unroll 8
    for (unsigned i = 0; i < planes; i++) {
        x0->plane[i] ^= rotated(&inner, i, 2);
    }
}

/// Exchanges bit `log2(shift)` of the position inside a word with the choice between the two words.
static inline void exchange(uint64_t *first, uint64_t *second, unsigned shift, uint64_t mask) {
    uint64_t difference = (*first >> shift ^ *second) & mask;
    *second ^= difference;
    *first ^= difference << shift;
}

/// Positions whose bit 0, 1, 2 … is zero.
static const uint64_t even[6] = {
    0x5555555555555555, 0x3333333333333333, 0x0F0F0F0F0F0F0F0F,
    0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF, 0x00000000FFFFFFFF,
};

/// Transposes 8 words of 8 bytes: bit i of byte j of word k trades places with bit k of byte j of word i. Its own
/// inverse.
static inline void transpose(uint64_t word[planes]) {
    for (unsigned stage = 0; stage < 3; stage++) {
        unsigned distance = 1U << stage;
        for (unsigned i = 0; i < planes; i++) {
            if ((i & distance) == 0) {
                exchange(&word[i], &word[i + distance], distance, even[stage]);
            }
        }
    }
}

/// Turns 16 blocks into four slices. Two words of a block share a 64-bit word at first; three exchanges between block n
/// and block n + 8 put byte b of both side by side at bits 16 b and 16 b + 8 and part the two words.
static void slice_blocks(slice x[4], const uint8_t *blocks) {
    for (unsigned pair = 0; pair < 2; pair++) {
        uint64_t *even_word = x[2 * pair].plane, *odd_word = x[2 * pair + 1].plane;
        for (unsigned n = 0; n < planes; n++) {
            const uint8_t *bytes = blocks + CSM4_BLOCK_BYTES * n + 8 * pair;
            const uint8_t *later = bytes + CSM4_BLOCK_BYTES * planes;
            even_word[n] = (uint64_t)csm4_load32(bytes + 4) << 32 | csm4_load32(bytes);
            odd_word[n] = (uint64_t)csm4_load32(later + 4) << 32 | csm4_load32(later);
            exchange(&even_word[n], &odd_word[n], 8, even[3]);
            exchange(&even_word[n], &odd_word[n], 16, even[4]);
            exchange(&even_word[n], &odd_word[n], 32, even[5]);
        }
        transpose(even_word);
        transpose(odd_word);
    }
}

/// The inverse of `slice_blocks`, with the four words in reverse order (GB/T 32907-2016, 7.1: the transform R).
static void join_blocks(uint8_t *blocks, slice x[4]) {
    for (unsigned pair = 0; pair < 2; pair++) {
        uint64_t *even_word = x[3 - 2 * pair].plane, *odd_word = x[2 - 2 * pair].plane;
        transpose(even_word);
        transpose(odd_word);
        for (unsigned n = 0; n < planes; n++) {
            uint8_t *bytes = blocks + CSM4_BLOCK_BYTES * n + 8 * pair;
            uint8_t *later = bytes + CSM4_BLOCK_BYTES * planes;
            exchange(&even_word[n], &odd_word[n], 32, even[5]);
            exchange(&even_word[n], &odd_word[n], 16, even[4]);
            exchange(&even_word[n], &odd_word[n], 8, even[3]);
            csm4_store32(bytes, (uint32_t)even_word[n]);
            csm4_store32(bytes + 4, (uint32_t)(even_word[n] >> 32));
            csm4_store32(later, (uint32_t)odd_word[n]);
            csm4_store32(later + 4, (uint32_t)(odd_word[n] >> 32));
        }
    }
}

/// Encrypts 16 blocks in place. Round i takes its key at `key + i * step`: backwards, it decrypts.
static void crypt_batch(const uint64_t *key, ptrdiff_t step, uint8_t blocks[batch * CSM4_BLOCK_BYTES]) {
    slice x[4];
    slice_blocks(x, blocks);
    for (ptrdiff_t round = 0; round < rounds; round += 4) {
        round_function(&x[0], &x[1], &x[2], &x[3], key + round * step);
        round_function(&x[1], &x[2], &x[3], &x[0], key + (round + 1) * step);
        round_function(&x[2], &x[3], &x[0], &x[1], key + (round + 2) * step);
        round_function(&x[3], &x[0], &x[1], &x[2], key + (round + 3) * step);
    }
    join_blocks(blocks, x);
    csm4_wipe(x, sizeof x);
}

/// Encrypts or decrypts any number of blocks. The last batch is filled up with zeros.
static void crypt_blocks(
    const uint64_t *key, ptrdiff_t step, const uint8_t *input, uint8_t *output, size_t block_count) {
    uint8_t blocks[batch * CSM4_BLOCK_BYTES];
    while (block_count > 0) {
        size_t byte_count = CSM4_BLOCK_BYTES * (block_count < batch ? block_count : batch);
        memcpy(blocks, input, byte_count);
        memset(blocks + byte_count, 0, sizeof blocks - byte_count);
        crypt_batch(key, step, blocks);
        memcpy(output, blocks, byte_count);
        input += byte_count;
        output += byte_count;
        block_count -= byte_count / CSM4_BLOCK_BYTES;
    }
    csm4_wipe(blocks, sizeof blocks);
}

void csm4_portable_encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(key->words, planes, input, output, block_count);
}

// The constants in the round keys read the same from both ends, so decryption is encryption with the keys reversed.
void csm4_portable_decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    crypt_blocks(key->words + (rounds - 1) * planes, -(ptrdiff_t)planes, input, output, block_count);
}

/// XORs two byte strings into a third, which may be one of them.
static inline void add_stream(uint8_t *output, const uint8_t *input, const uint8_t *stream, size_t byte_count) {
    for (size_t i = 0; i < byte_count; i++) {
        output[i] = input[i] ^ stream[i];
    }
}

void csm4_portable_ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    uint8_t blocks[batch * CSM4_BLOCK_BYTES];
    uint32_t low = csm4_load32(counter + 12);
    size_t skipped = first == NULL ? 0 : CSM4_BLOCK_BYTES;
    while (byte_count > 0 || skipped > 0) {
        for (unsigned n = 0; n < batch; n++) {
            memcpy(blocks + CSM4_BLOCK_BYTES * n, counter, 12);
            csm4_store32(blocks + CSM4_BLOCK_BYTES * n + 12, low++);
        }
        crypt_batch(key->words, planes, blocks);
        if (skipped > 0) {
            memcpy(first, blocks, CSM4_BLOCK_BYTES);
        }
        size_t room = sizeof blocks - skipped;
        size_t count = byte_count < room ? byte_count : room;
        add_stream(output, input, blocks + skipped, count);
        input += count;
        output += count;
        byte_count -= count;
        skipped = 0;
    }
    csm4_wipe(blocks, sizeof blocks);
}

/// A plane in which every position is the bit of a byte.
static inline uint64_t plane_of(unsigned byte, unsigned bit) {
    return 0 - (uint64_t)(byte >> bit & 1);
}

/// A slice in which all 16 blocks hold the same word.
static inline slice broadcast(uint32_t word) {
    slice x;
    for (unsigned i = 0; i < planes; i++) {
        uint64_t bits = word >> i & 0x01010101;
        bits = (bits | bits << 16) & even[4];
        bits = (bits | bits << 8) & even[3];
        x.plane[i] = bits * 0xFFFF;
    }
    return x;
}

/// What a round key holds besides the key itself, in each byte: c, and K where an odd number of the words that the
/// round reads, X[round + 1] to X[round + 3], are carried without it.
static inline unsigned constant_of(unsigned round) {
    unsigned missing = (round + 1) / 4 + (round + 2) / 4 + (round + 3) / 4;
    return CSM4_SBOX_INPUT ^ (missing % 2 == 0 ? 0 : CSM4_SBOX_OUTPUT_SPREAD);
}

/// The constant CK (GB/T 32907-2016, 7.3 c): byte j, from the left, is 7 (4 round + j) modulo 256.
static inline uint32_t round_constant(unsigned round) {
    uint32_t constant = 0;
    for (unsigned j = 0; j < 4; j++) {
        constant = constant << 8 | (7 * (4 * round + j) & 0xFF);
    }
    return constant;
}

void csm4_portable_key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    static const uint32_t family_key[4] = {0xA3B1BAC6, 0x56AA3350, 0x677D9197, 0xB27022DC};
    slice k[4], b;
    for (size_t i = 0; i < 4; i++) {
        k[i] = broadcast(csm4_load32(bytes + 4 * i) ^ family_key[i]);
    }
    for (unsigned round = 0; round < rounds; round++) {
        slice *k0 = &k[round % 4];
        b = broadcast(round_constant(round) ^ CSM4_SBOX_INPUT * 0x01010101U);
        for (unsigned i = 0; i < planes; i++) {
            b.plane[i] ^= k[(round + 1) % 4].plane[i] ^ k[(round + 2) % 4].plane[i] ^ k[(round + 3) % 4].plane[i];
        }
        csm4_portable_sbox(b.plane);
        for (unsigned i = 0; i < planes; i++) {
            b.plane[i] ^= plane_of(CSM4_SBOX_OUTPUT, i);
        }
        for (unsigned i = 0; i < planes; i++) {
            k0->plane[i] ^= b.plane[i] ^ rotated(&b, i, 13) ^ rotated(&b, i, 23);
            key->words[planes * round + i] = k0->plane[i] ^ plane_of(constant_of(round), i);
        }
    }
    csm4_wipe(k, sizeof k);
    csm4_wipe(&b, sizeof b);
}

void csm4_portable_round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    for (unsigned round = 0; round < rounds; round++) {
        uint32_t word = 0;
        for (unsigned i = 0; i < planes; i++) {
            uint64_t plane = key->words[planes * round + i] ^ plane_of(constant_of(round), i);
            for (unsigned b = 0; b < 4; b++) {
                word |= (uint32_t)(plane >> (16 * b) & 1) << (8 * b + i);
            }
        }
        round_keys[round] = word;
    }
}
