// SPDX-License-Identifier: Apache-2.0
//
// libgcrypt as a measured peer: the header, and SM4 by number, which headers before 1.9 do not name.
#ifndef HUFU_CPEERGCRYPT_SHIM_H
#define HUFU_CPEERGCRYPT_SHIM_H

#include <gcrypt.h>

enum { HUFU_PEER_GCRY_CIPHER_SM4 = 318 };

#endif
