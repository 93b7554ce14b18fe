// SPDX-License-Identifier: Apache-2.0

/// The kernel for AVX2, AES-NI and PCLMULQDQ.
#include "../kernel.h"

#if defined(__x86_64__)

/// Each function says what it uses, so that the rest of the library runs on every x86-64.
#define CSM4_TARGET __attribute__((target("avx2,aes,pclmul,bmi2")))

#include "x86/vector256.h"

#include "x86/sbox_aes.h"

#include "x86/table.h"

static bool is_supported(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("aes") && __builtin_cpu_supports("pclmul")
        && __builtin_cpu_supports("bmi2");
}

const csm4_kernel csm4_kernel_avx2_aes = {
    .name = "avx2-aes",
    .is_supported = is_supported,
    CSM4_X86_BULK,
    CSM4_X86_REST,
};

#endif
