// SPDX-License-Identifier: Apache-2.0

/// A kernel that leaks on purpose, to show that the measurement would see it.
#ifndef LEAKY_KERNEL_H
#define LEAKY_KERNEL_H

#include "CSM4.h"

/// This CPU's best kernel, but its `open` compares tags byte by byte and stops at the first difference.
const csm4_kernel *leaky_kernel(void);

#endif
