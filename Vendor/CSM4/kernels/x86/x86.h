// SPDX-License-Identifier: Apache-2.0

/// What the vector kernels for x86-64 share whatever their width. docs/sm4-kernel.md explains them with a drawing.
///
/// The headers of this folder are one kernel written over a few names: vector256.h or vector512.h gives the vectors,
/// sbox_gfni.h or sbox_aes.h the S-box, and the rest follows. A file of the folder above picks two of them and states
/// the instructions it needs, `CSM4_TARGET`; all functions are static, so that each kernel has its own.
#ifndef CSM4_X86_H
#define CSM4_X86_H

#include <immintrin.h>

#include "../../bytes.h"
#include "../../kernel.h"

#define CSM4_INLINE CSM4_TARGET __attribute__((always_inline)) static inline
#define CSM4_OUTLINE CSM4_TARGET __attribute__((noinline)) static

/// Round keys as the rounds read them: byte k of rk[i], in the state's basis and with the S-box's input constant, four
/// times in dword k. Rounds on lanes read one key ahead, in either direction: what stands there only has to exist.
typedef struct {
    uint32_t before[4];
    uint32_t round[32][4];
    uint32_t after[4];
} csm4_round_keys;

_Static_assert(sizeof(csm4_round_keys) <= csm4_key_words * sizeof(uint64_t), "the round keys fit into a key");

static inline const csm4_round_keys *csm4_round_keys_of(const csm4_key *key) {
    return (const csm4_round_keys *)(const void *)key->words;
}

CSM4_INLINE __m128i csm4_load_block(const uint8_t *bytes) {
    return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

CSM4_INLINE void csm4_store_block(uint8_t *bytes, __m128i block) {
    _mm_storeu_si128((__m128i *)(void *)bytes, block);
}

/// Bytes as a little-endian number: two loads that may overlap, for 4 to 8; three for 1 to 3; 0 for none.
CSM4_INLINE uint64_t csm4_load_number(const uint8_t *bytes, size_t byte_count) {
    if (byte_count >= 4) {
        uint32_t low, high;
        memcpy(&low, bytes, 4);
        memcpy(&high, bytes + byte_count - 4, 4);
        return low | (uint64_t)high << (8 * (byte_count - 4));
    }
    if (byte_count > 0) {
        return bytes[0] | (uint64_t)bytes[byte_count / 2] << (8 * (byte_count / 2))
            | (uint64_t)bytes[byte_count - 1] << (8 * (byte_count - 1));
    }
    return 0;
}

/// Writes the lowest `byte_count` bytes, 0 to 8, of a little-endian number.
CSM4_INLINE void csm4_store_number(uint8_t *bytes, uint64_t number, size_t byte_count) {
    if (byte_count >= 4) {
        uint32_t low = (uint32_t)number, high = (uint32_t)(number >> (8 * (byte_count - 4)));
        memcpy(bytes, &low, 4);
        memcpy(bytes + byte_count - 4, &high, 4);
    } else if (byte_count > 0) {
        bytes[0] = (uint8_t)number;
        bytes[byte_count / 2] = (uint8_t)(number >> (8 * (byte_count / 2)));
        bytes[byte_count - 1] = (uint8_t)(number >> (8 * (byte_count - 1)));
    }
}

/// The first `byte_count` bytes, 0 to 15, and zeros behind them. No other byte is read.
CSM4_INLINE __m128i csm4_load_partial(const uint8_t *bytes, size_t byte_count) {
    if (byte_count >= 8) {
        uint64_t low;
        memcpy(&low, bytes, 8);
        return _mm_set_epi64x((long long)csm4_load_number(bytes + 8, byte_count - 8), (long long)low);
    }
    return _mm_cvtsi64_si128((long long)csm4_load_number(bytes, byte_count));
}

/// Writes the first `byte_count` bytes, 0 to 15, of a block.
CSM4_INLINE void csm4_store_partial(uint8_t *bytes, __m128i block, size_t byte_count) {
    uint64_t low = (uint64_t)_mm_cvtsi128_si64(block);
    if (byte_count >= 8) {
        memcpy(bytes, &low, 8);
        csm4_store_number(bytes + 8, (uint64_t)_mm_extract_epi64(block, 1), byte_count - 8);
    } else {
        csm4_store_number(bytes, low, byte_count);
    }
}

/// Overwrites the registers that only AVX-512 names. Written where it is used by kernels for AVX-512 only.
#define csm4_wipe_upper_registers()                                                                                    \
    __asm__ __volatile__(                                                                                              \
        "vpxord %%zmm16, %%zmm16, %%zmm16\n\tvpxord %%zmm17, %%zmm17, %%zmm17\n\t"                                     \
        "vpxord %%zmm18, %%zmm18, %%zmm18\n\tvpxord %%zmm19, %%zmm19, %%zmm19\n\t"                                     \
        "vpxord %%zmm20, %%zmm20, %%zmm20\n\tvpxord %%zmm21, %%zmm21, %%zmm21\n\t"                                     \
        "vpxord %%zmm22, %%zmm22, %%zmm22\n\tvpxord %%zmm23, %%zmm23, %%zmm23\n\t"                                     \
        "vpxord %%zmm24, %%zmm24, %%zmm24\n\tvpxord %%zmm25, %%zmm25, %%zmm25\n\t"                                     \
        "vpxord %%zmm26, %%zmm26, %%zmm26\n\tvpxord %%zmm27, %%zmm27, %%zmm27\n\t"                                     \
        "vpxord %%zmm28, %%zmm28, %%zmm28\n\tvpxord %%zmm29, %%zmm29, %%zmm29\n\t"                                     \
        "vpxord %%zmm30, %%zmm30, %%zmm30\n\tvpxord %%zmm31, %%zmm31, %%zmm31"                                         \
        :                                                                                                              \
        :                                                                                                              \
        : "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27",  \
          "xmm28", "xmm29", "xmm30", "xmm31")

#endif
