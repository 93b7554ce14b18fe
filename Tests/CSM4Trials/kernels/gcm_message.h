// SPDX-License-Identifier: Apache-2.0

/// A message for the trials of GCM.
#ifndef GCM_MESSAGE_H
#define GCM_MESSAGE_H

#include "aead.h"

/// Draws a message for the trial, notes its parameters and has the reference seal it. Valid until the next one is drawn.
///
/// Half of the nonces have 12 bytes; an eighth are made so that the counter wraps within the message or just behind it;
/// the others have up to 5,000 bytes. Three tags in four have 16 bytes.
const aead_message *gcm_message_draw(trial *trial);

#endif
