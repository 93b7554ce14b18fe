// SPDX-License-Identifier: Apache-2.0

/// What the trials of GCM and CCM share: a message that the reference sealed, and calls that must agree with it.
#ifndef AEAD_H
#define AEAD_H

#include "trial.h"

enum { aead_aad_max = 70000, aead_nonce_max = 5000 };

/// A drawn message. The plaintext is the trial's `text`, the ciphertext its `expected`.
typedef struct aead_message {
    uint8_t nonce[aead_nonce_max], aad[aead_aad_max], tag[CSM4_BLOCK_BYTES];
    size_t nonce_len, aad_len, tag_len;
} aead_message;

/// Draws associated data: up to 32 bytes, one time in two; else up to 70,000, short ones more often.
void aead_draw_aad(trial *trial, aead_message *message);

/// The arguments of one seal or open, in guarded memory.
typedef struct aead_arguments {
    uint8_t *nonce, *aad, *input, *output, *tag;
    bool is_in_place;
} aead_arguments;

/// Makes a key in guarded memory and seals or opens with it; answers `CSM4_OK` or `CSM4_REFUSED`.
typedef int aead_call(trial *trial, const aead_message *message, const aead_arguments *arguments);

/// Seals and opens the message, and opens forgeries of tag, ciphertext, associated data and nonce: all four, or of a text
/// above 4,200 bytes one. Places it anew for each call. No refused call may leave anything in the output.
void aead_try(trial *trial, const aead_message *message, aead_call *seal, aead_call *open);

#endif
