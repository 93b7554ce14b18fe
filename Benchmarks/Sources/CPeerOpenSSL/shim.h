// SPDX-License-Identifier: Apache-2.0
//
// OpenSSL's EVP interface as a measured peer: the header alone, no wrapper that could cost or save a cycle.
#ifndef HUFU_CPEEROPENSSL_SHIM_H
#define HUFU_CPEEROPENSSL_SHIM_H

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/provider.h>

#endif
