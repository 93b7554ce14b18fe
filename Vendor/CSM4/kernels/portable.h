// SPDX-License-Identifier: Apache-2.0

/// The two halves of the portable kernel.
#ifndef CSM4_PORTABLE_H
#define CSM4_PORTABLE_H

#include "../kernel.h"

/// What a key takes, 32 rounds of 8 planes, and a hash key: 6 powers of 3 Karatsuba parts of 13 words.
enum { csm4_portable_key_bytes = 32 * 8 * 8, csm4_portable_hash_bytes = 6 * 3 * 13 * 8 };

void csm4_portable_key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]);
void csm4_portable_round_keys(const csm4_key *key, uint32_t round_keys[32]);
void csm4_portable_encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);
void csm4_portable_decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);
void csm4_portable_ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count);
void csm4_portable_hash_init(uint64_t *hash, const uint8_t hash_key[CSM4_BLOCK_BYTES]);
void csm4_portable_ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count);

#endif
