// SPDX-License-Identifier: Apache-2.0
//
// libgcrypt, and what Swift cannot import of it: the variadic control call, macros that look like functions, and names
// that headers before 1.9 lack. Compiles against libgcrypt 1.8 and later.
#ifndef HUFU_CGCRYPT_SHIM_H
#define HUFU_CGCRYPT_SHIM_H

#include <gcrypt.h>
#include <stddef.h>

/// SM4 and SM3 by number: part of libgcrypt's binary interface since 1.9, and not among the names of older headers.
/// Whether the library that runs has them, `hufu_gcry_has_cipher` and `hufu_gcry_has_digest` tell.
enum { HUFU_GCRY_CIPHER_SM4 = 318, HUFU_GCRY_MD_SM3 = 326 };

#if GCRYPT_VERSION_NUMBER >= 0x010900
_Static_assert(HUFU_GCRY_CIPHER_SM4 == (int)GCRY_CIPHER_SM4, "SM4 has another number in this libgcrypt");
_Static_assert(HUFU_GCRY_MD_SM3 == (int)GCRY_MD_SM3, "SM3 has another number in this libgcrypt");
#endif

/// Whether someone in this process has finished libgcrypt's initialisation.
static inline int hufu_gcry_is_initialized(void) {
    return gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) != 0;
}

/// Asks for the SP 800-90A DRBG. Has an effect only before `gcry_check_version`.
static inline void hufu_gcry_prefer_drbg(void) {
    gcry_control(GCRYCTL_SET_PREFERRED_RNG_TYPE, (int)GCRY_RNG_TYPE_FIPS);
}

/// Finishes the initialisation, with `secure_byte_count` bytes of locked memory for the state of the generator.
/// Answers 0, or the code of what failed.
static inline gcry_error_t hufu_gcry_finish_initialization(int secure_byte_count) {
    gcry_control(GCRYCTL_DISABLE_SECMEM_WARN);
    gcry_error_t failure = gcry_control(GCRYCTL_INIT_SECMEM, secure_byte_count, 0);
    return failure ? failure : gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
}

/// Makes the DRBG a CTR_DRBG of AES-256 (SP 800-90A §10.2.1) with a fresh seed: the HMAC_DRBG that libgcrypt begins with
/// takes some ten times as long and a block from the heap for each 32 bytes. Answers 0, or the code of what failed.
static inline gcry_error_t hufu_gcry_choose_ctr_drbg(void) {
    return gcry_control(GCRYCTL_DRBG_REINIT, "aes sym256", NULL, 0, NULL);
}

/// The generator in use: 1 the CSPRNG, 2 the DRBG, 3 the system's.
static inline int hufu_gcry_random_type(void) {
    int type = 0;
    gcry_control(GCRYCTL_GET_CURRENT_RNG_TYPE, &type);
    return type;
}

/// Whether the library has this cipher and allows it.
static inline int hufu_gcry_has_cipher(int algorithm) {
    return gcry_cipher_algo_info(algorithm, GCRYCTL_TEST_ALGO, NULL, NULL) == 0;
}

/// Whether the library has this hash and allows it.
static inline int hufu_gcry_has_digest(int algorithm) {
    return gcry_md_algo_info(algorithm, GCRYCTL_TEST_ALGO, NULL, NULL) == 0;
}

#endif
