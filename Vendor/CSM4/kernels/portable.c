// SPDX-License-Identifier: Apache-2.0

#include "portable.h"

static bool is_supported(void) {
    return true;
}

const csm4_kernel csm4_kernel_portable = {
    .name = "portable",
    .is_supported = is_supported,
    .key_schedule = csm4_portable_key_schedule,
    .round_keys = csm4_portable_round_keys,
    .encrypt_blocks = csm4_portable_encrypt_blocks,
    .decrypt_blocks = csm4_portable_decrypt_blocks,
    .ctr32 = csm4_portable_ctr32,
    .hash_init = csm4_portable_hash_init,
    .ghash = csm4_portable_ghash,
    .gcm_seal = csm4_two_pass_seal,
    .gcm_open = csm4_two_pass_open,
};
