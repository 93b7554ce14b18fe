// SPDX-License-Identifier: Apache-2.0
//
// Botan as a measured peer: its C interface alone.
#ifndef HUFU_CPEERBOTAN_SHIM_H
#define HUFU_CPEERBOTAN_SHIM_H

#include <botan/ffi.h>

#endif
