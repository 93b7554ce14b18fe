// SPDX-License-Identifier: Apache-2.0

/// What GCM in one call and GCM in pieces share. Private to CSM4.
#ifndef CSM4_GCM_H
#define CSM4_GCM_H

#include "kernel.h"

/// Whether SP 800-38D §5.2.1.1 allows these lengths.
bool csm4_gcm_is_allowed(size_t nonce_len, size_t aad_len, size_t text_len);

/// Whether a tag may have this length (SP 800-38D §5.2.1.2).
bool csm4_gcm_is_tag_length(size_t tag_len);

/// Makes the pre-counter block: nonce ‖ 0^31 1 for 12 bytes, else GHASH of the nonce (SP 800-38D §7.1, step 2).
void csm4_gcm_make_j0(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, uint8_t j0[CSM4_BLOCK_BYTES]);

#endif
