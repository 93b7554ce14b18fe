// SPDX-License-Identifier: Apache-2.0

/// instructions [FEATURE …]: checks the instructions that CSM4's kernels take from GFNI, VAES and VPCLMULQDQ against
/// their definitions, at every width the processor has, and that it has each FEATURE named; -FEATURE: that it has it
/// not. An emulator is believed after that only.
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define XMM __attribute__((target("gfni,aes,pclmul,ssse3")))
#define YMM __attribute__((target("gfni,vaes,vpclmulqdq,avx2")))
#define ZMM __attribute__((target("gfni,vaes,vpclmulqdq,avx512f,avx512bw,avx512vl")))

enum { width_max = 64, constant = 0x5A };
static const uint64_t matrices[] = {0x0102040810204080, 0x8040201008040201, 0x123456789ABCDEF1, 0xFEDCBA9801234567};
static unsigned long passed, failed;

static void check(const char *name, unsigned width, const uint8_t *result, const uint8_t *expected) {
    if (memcmp(result, expected, width) == 0) {
        passed++;
    } else {
        failed++;
        printf("%s of %u bytes: wrong\n", name, width);
    }
}

/// The product in GF(2)[x] / 0x11B.
static uint8_t multiply(unsigned a, unsigned b) {
    unsigned product = 0;
    for (; b != 0; b >>= 1) {
        product ^= b & 1 ? a : 0;
        a = a << 1 ^ (a & 0x80 ? 0x11B : 0);
    }
    return (uint8_t)product;
}

static uint8_t inverse(uint8_t a) {
    unsigned candidate = 255;
    while (candidate > 0 && multiply(a, candidate) != 1) {
        candidate--;
    }
    return (uint8_t)candidate;
}

/// Bit i of the result is the parity of row 7 − i and `a`, then the constant is added.
static uint8_t map(uint64_t matrix, uint8_t a) {
    uint8_t result = constant;
    for (unsigned i = 0; i < 8; i++) {
        result ^= (uint8_t)(__builtin_parity((uint8_t)(matrix >> 8 * (7 - i)) & a) << i);
    }
    return result;
}

/// FIPS 197 §5.1: SubBytes, ShiftRows, for all rounds but the last MixColumns, AddRoundKey.
static void aes_round(uint8_t *state, const uint8_t *key, int is_last) {
    uint8_t shifted[16];
    for (unsigned i = 0; i < 16; i++) {
        uint8_t a = inverse(state[(i + 4 * (i % 4)) % 16]);
        unsigned twice = a | a << 8;
        shifted[i] = (uint8_t)(twice ^ twice >> 4 ^ twice >> 5 ^ twice >> 6 ^ twice >> 7 ^ 0x63);
    }
    for (unsigned i = 0; i < 16; i++) {
        const uint8_t *column = shifted + i / 4 * 4;
        uint8_t own = multiply(column[i % 4], 2), next = multiply(column[(i + 1) % 4], 3);
        state[i] = key[i] ^ (is_last ? shifted[i] : own ^ next ^ column[(i + 2) % 4] ^ column[(i + 3) % 4]);
    }
}

static void multiply_carryless(uint8_t *result, const uint8_t *a, const uint8_t *b) {
    unsigned __int128 sum = 0;
    uint64_t x, y;
    memcpy(&x, a, 8);
    memcpy(&y, b, 8);
    for (unsigned i = 0; i < 64; i++) {
        sum ^= y >> i & 1 ? (unsigned __int128)x << i : 0;
    }
    memcpy(result, &sum, 16);
}

/// The inputs of a check and what an instruction makes of them.
typedef struct {
    uint64_t matrix;
    uint8_t a[width_max], b[width_max];
    uint8_t affine[width_max], affine_broadcast[width_max];
    uint8_t affine_inverse[width_max], affine_inverse_broadcast[width_max];
    uint8_t product[width_max], middle[width_max], last[width_max], carryless[4][width_max];
} trial;

#define STORE(to, value) do { __typeof__(value) stored = (value); memcpy(t->to, &stored, sizeof stored); } while (0)
#define LOAD(type, from) ({ type loaded; memcpy(&loaded, t->from, sizeof loaded); loaded; })
#define COMMON(type, prefix, set)                                                                     \
    type a = LOAD(type, a), b = LOAD(type, b), m = set((long long)t->matrix);                         \
    STORE(affine, prefix##_gf2p8affine_epi64_epi8(a, m, constant));                                   \
    STORE(affine_inverse, prefix##_gf2p8affineinv_epi64_epi8(a, m, constant));                        \
    STORE(product, prefix##_gf2p8mul_epi8(a, b))
#define ROUNDS(encrypt, last_encrypt, clmul)                                                          \
    STORE(middle, encrypt(a, b));                                                                     \
    STORE(last, last_encrypt(a, b));                                                                  \
    STORE(carryless[0], clmul(a, b, 0x00));                                                           \
    STORE(carryless[1], clmul(a, b, 0x01));                                                           \
    STORE(carryless[2], clmul(a, b, 0x10));                                                           \
    STORE(carryless[3], clmul(a, b, 0x11))

XMM static void make_xmm(trial *t) {
    COMMON(__m128i, _mm, _mm_set1_epi64x);
    ROUNDS(_mm_aesenc_si128, _mm_aesenclast_si128, _mm_clmulepi64_si128);
}

YMM static void make_ymm(trial *t) {
    COMMON(__m256i, _mm256, _mm256_set1_epi64x);
    ROUNDS(_mm256_aesenc_epi128, _mm256_aesenclast_epi128, _mm256_clmulepi64_epi128);
}

ZMM static void make_zmm(trial *t) {
    COMMON(__m512i, _mm512, _mm512_set1_epi64);
    ROUNDS(_mm512_aesenc_epi128, _mm512_aesenclast_epi128, _mm512_clmulepi64_epi128);
    __m512i affine, affine_inverse;
    __asm__("vgf2p8affineqb %3, %2%{1to8%}, %1, %0" : "=v"(affine) : "v"(a), "m"(t->matrix), "i"(constant));
    __asm__("vgf2p8affineinvqb %3, %2%{1to8%}, %1, %0" : "=v"(affine_inverse) : "v"(a), "m"(t->matrix), "i"(constant));
    STORE(affine_broadcast, affine);
    STORE(affine_inverse_broadcast, affine_inverse);
}

static void check_trial(const trial *t, unsigned width) {
    trial e;
    for (unsigned i = 0; i < width; i++) {
        e.affine[i] = map(t->matrix, t->a[i]);
        e.affine_inverse[i] = map(t->matrix, inverse(t->a[i]));
        e.product[i] = multiply(t->a[i], t->b[i]);
    }
    memcpy(e.middle, t->a, width);
    memcpy(e.last, t->a, width);
    for (unsigned i = 0; i < width; i += 16) {
        aes_round(e.middle + i, t->b + i, 0);
        aes_round(e.last + i, t->b + i, 1);
        for (unsigned half = 0; half < 4; half++) {
            multiply_carryless(e.carryless[half] + i, t->a + i + half % 2 * 8, t->b + i + half / 2 * 8);
        }
    }
    check("gf2p8affineqb", width, t->affine, e.affine);
    check("gf2p8affineinvqb", width, t->affine_inverse, e.affine_inverse);
    check("gf2p8mulb", width, t->product, e.product);
    check("aesenc", width, t->middle, e.middle);
    check("aesenclast", width, t->last, e.last);
    for (unsigned half = 0; half < 4; half++) {
        check("pclmulqdq", width, t->carryless[half], e.carryless[half]);
    }
    if (width == 64) {
        check("gf2p8affineqb, broadcast", width, t->affine_broadcast, e.affine);
        check("gf2p8affineinvqb, broadcast", width, t->affine_inverse_broadcast, e.affine_inverse);
    }
}

/// All 256 values of a byte with each matrix.
static void check_width(unsigned width, void (*make)(trial *)) {
    for (unsigned start = 0; start < 256; start += width) {
        for (unsigned matrix = 0; matrix < sizeof matrices / sizeof *matrices; matrix++) {
            trial t = {.matrix = matrices[matrix]};
            for (unsigned i = 0; i < width; i++) {
                t.a[i] = (uint8_t)(start + i);
                t.b[i] = (uint8_t)((start + i) * 37 + 101 * matrix + 11);
            }
            make(&t);
            check_trial(&t, width);
        }
    }
}

static int has(const char *feature) {
#define FEATURE(name) if (strcmp(feature, name) == 0) return __builtin_cpu_supports(name) != 0
    FEATURE("aes");
    FEATURE("pclmul");
    FEATURE("avx2");
    FEATURE("avx512f");
    FEATURE("avx512bw");
    FEATURE("avx512vl");
    FEATURE("gfni");
    FEATURE("vaes");
    FEATURE("vpclmulqdq");
    return -1;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        int is_wanted = argv[i][0] != '-';
        if (has(argv[i] + !is_wanted) == is_wanted) {
            passed++;
        } else {
            failed++;
            printf("%s: not so, or unknown here\n", argv[i]);
        }
    }
    if (has("gfni") && has("aes") && has("pclmul")) {
        check_width(16, make_xmm);
    }
    if (has("gfni") && has("vaes") && has("vpclmulqdq") && has("avx2")) {
        check_width(32, make_ymm);
    }
    if (has("gfni") && has("vaes") && has("vpclmulqdq") && has("avx512f") && has("avx512bw") && has("avx512vl")) {
        check_width(64, make_zmm);
    }
    printf("instructions: %lu right, %lu wrong\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
