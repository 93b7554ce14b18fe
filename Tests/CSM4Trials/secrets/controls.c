// SPDX-License-Identifier: Apache-2.0

/// Leaks planted on purpose.
#include "row.h"

/// Where a planted leak leaves what it found, so that the compiler must look for it.
static volatile uint8_t found;

static void branch_on_round_key(bench *bench) {
    uint32_t round_keys[32];
    csm4_key_round_keys(csm4_key_init(bench->context, bench->kernel, bench->key), round_keys);
    if (round_keys[31] & 1) {
        found = 1;
    }
}

static void index_by_ciphertext(bench *bench) {
    const csm4_key *key = csm4_key_init(bench->context, bench->kernel, bench->key);
    csm4_ecb_encrypt_blocks(key, bench->text, bench->output, 1);
    found = ((volatile const uint8_t *)bench->text)[bench->output[0]];
}

const row controls[] = {
    {"a branch on a round key", branch_on_round_key},
    {"an index by an encrypted secret", index_by_ciphertext},
};
const size_t control_count = sizeof controls / sizeof controls[0];
