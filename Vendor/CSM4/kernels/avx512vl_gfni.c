// SPDX-License-Identifier: Apache-2.0

/// The kernel for AVX-512, GFNI and VPCLMULQDQ that keeps to 256 bits: for short messages, whose rounds wait for each
/// other, and for CPUs that are not faster with 512 bits.
#include "../kernel.h"

#if defined(__x86_64__)

/// Each function says what it uses, so that the rest of the library runs on every x86-64.
#define CSM4_TARGET __attribute__((target("avx2,avx512f,avx512vl,gfni,vpclmulqdq,pclmul,bmi2")))
#define CSM4_HAS_AVX512VL
#define CSM4_HAS_VPCLMULQDQ

#include "x86/vector256.h"

#include "x86/sbox_gfni.h"

#include "x86/table.h"

static bool is_supported(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("gfni") && __builtin_cpu_supports("vpclmulqdq") && __builtin_cpu_supports("pclmul")
        && __builtin_cpu_supports("bmi2");
}

const csm4_kernel csm4_kernel_avx512vl_gfni = {
    .name = "avx512vl-gfni",
    .is_supported = is_supported,
    CSM4_X86_BULK,
    CSM4_X86_REST,
};

#endif
