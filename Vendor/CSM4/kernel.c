// SPDX-License-Identifier: Apache-2.0

#include "kernel.h"

/// Fastest first. The last one must run everywhere.
static const csm4_kernel *const kernels[] = {
#if defined(__x86_64__)
    &csm4_kernel_avx512_gfni, &csm4_kernel_avx512vl_gfni, &csm4_kernel_avx2_gfni, &csm4_kernel_avx2_vaes,
    &csm4_kernel_avx2_aes,
#endif
#if defined(__aarch64__)
    &csm4_kernel_arm64_sm4e,
    &csm4_kernel_arm64_aese,
#endif
    &csm4_kernel_portable,
};

size_t csm4_kernel_count(void) {
    return sizeof kernels / sizeof kernels[0];
}

const csm4_kernel *csm4_kernel_at(size_t index) {
    return index < csm4_kernel_count() ? kernels[index] : NULL;
}

const csm4_kernel *csm4_kernel_best(void) {
    size_t index = 0;
    while (!kernels[index]->is_supported()) {
        index++;
    }
    return kernels[index];
}

const char *csm4_kernel_name(const csm4_kernel *kernel) {
    return kernel->name;
}

bool csm4_kernel_is_supported(const csm4_kernel *kernel) {
    return kernel->is_supported();
}
