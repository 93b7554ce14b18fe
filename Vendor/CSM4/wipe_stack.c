// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"

__attribute__((noinline)) void csm4_wipe_stack(void) {
    uint8_t frame[4096];
    csm4_wipe(frame, sizeof frame);
}

__attribute__((noinline)) void csm4_wipe_stack_short(void) {
    uint8_t frame[1536];
    csm4_wipe(frame, sizeof frame);
}
