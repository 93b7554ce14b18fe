// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"

__attribute__((noinline)) void csm4_wipe_stack(void) {
    uint8_t frame[4096];
    csm4_wipe(frame, sizeof frame);
}
