// SPDX-License-Identifier: Apache-2.0

/// The kernel for AVX2, GFNI and VPCLMULQDQ.
#include "../kernel.h"

#if defined(__x86_64__)

/// Each function says what it uses, so that the rest of the library runs on every x86-64.
#define CSM4_TARGET __attribute__((target("avx2,gfni,vpclmulqdq,pclmul,bmi2")))
#define CSM4_HAS_VPCLMULQDQ

#include "x86/vector256.h"

#include "x86/sbox_gfni.h"

#include "x86/table.h"

static bool is_supported(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("gfni") && __builtin_cpu_supports("vpclmulqdq")
        && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("bmi2");
}

const csm4_kernel csm4_kernel_avx2_gfni = {
    .name = "avx2-gfni",
    .is_supported = is_supported,
    CSM4_X86_BULK,
    CSM4_X86_REST,
};

#endif
