// SPDX-License-Identifier: Apache-2.0
//
// OpenSSL 3's libcrypto for Swift: the headers, and wrappers for calls that take OSSL_PARAM arrays. Such an array keeps
// pointers to its values, so it is built, used and dropped inside one C function.
#ifndef HUFU_COPENSSL_SHIM_H
#define HUFU_COPENSSL_SHIM_H

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/decoder.h>
#include <openssl/ec.h>
#include <openssl/encoder.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/params.h>
#include <openssl/provider.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

/// Keys an HMAC context with the digest of that name. Returns 1, or 0.
static inline int hufu_hmac_init(EVP_MAC_CTX *context, const char *digest, const uint8_t *key, size_t key_byte_count)
{
    OSSL_PARAM parameters[2];
    parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0);
    parameters[1] = OSSL_PARAM_construct_end();
    return EVP_MAC_init(context, key, key_byte_count, parameters);
}

/// Whether an HMAC context that gave a tag gives it again after `EVP_MAC_init` without a key. Returns 1, or 0.
static inline int hufu_hmac_restarts(EVP_MAC *hmac)
{
    const uint8_t key[32] = {0};
    uint8_t tags[2][EVP_MAX_MD_SIZE];
    size_t byte_counts[2] = {0, 0};
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(hmac);
    int done = context != NULL && hufu_hmac_init(context, "SHA2-256", key, sizeof(key));
    for (int i = 0; done && i < 2; i++) {
        done = (i == 0 || EVP_MAC_init(context, NULL, 0, NULL)) && EVP_MAC_update(context, key, 1)
            && EVP_MAC_final(context, tags[i], &byte_counts[i], sizeof(tags[i]));
    }
    EVP_MAC_CTX_free(context);
    return done && byte_counts[0] == byte_counts[1] && CRYPTO_memcmp(tags[0], tags[1], byte_counts[0]) == 0;
}

/// Keys a KBKDF context: SP 800-108r1 counter mode over HMAC with a 32-bit counter, the zero separator and a 32-bit length
/// in bits. Returns 1, or 0.
static inline int hufu_kbkdf_init(EVP_KDF_CTX *kdf, const char *digest, const uint8_t *key, size_t key_byte_count)
{
    OSSL_PARAM parameters[7], *next = parameters;
    int yes = 1;
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MODE, (char *)"counter", 0);
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MAC, (char *)"HMAC", 0);
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_byte_count);
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_L, &yes);
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_SEPARATOR, &yes);
    *next = OSSL_PARAM_construct_end();
    return EVP_KDF_CTX_set_params(kdf, parameters);
}

/// Derives from a keyed KBKDF context; label and context are OpenSSL's "salt" and "info". An empty context leaves the one
/// of the derivation before in place: use a context keyed for this call then. Returns 1, or 0.
static inline int hufu_kbkdf_derive(
    EVP_KDF_CTX *kdf, const uint8_t *label, size_t label_byte_count, const uint8_t *context, size_t context_byte_count,
    uint8_t *output, size_t output_byte_count)
{
    OSSL_PARAM parameters[3];
    parameters[0] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)label, label_byte_count);
    parameters[1] = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)context, context_byte_count);
    parameters[2] = OSSL_PARAM_construct_end();
    return EVP_KDF_derive(kdf, output, output_byte_count, parameters);
}

/// Whether a KDF takes a parameter of that name: 1 or 0.
static inline int hufu_kdf_takes(const EVP_KDF *kdf, const char *parameter)
{
    const OSSL_PARAM *settable = EVP_KDF_settable_ctx_params(kdf);
    return settable != NULL && OSSL_PARAM_locate_const(settable, parameter) != NULL;
}

/// Keys a KBKDF context: SP 800-108r1 counter mode over HMAC where all that follows the counter is given. A counter of
/// other than 32 bits needs the parameter "r" (OpenSSL 3.1). Returns 1, or 0.
static inline int hufu_kbkdf_fixed_input_init(
    EVP_KDF_CTX *kdf, const char *digest, const uint8_t *key, size_t key_byte_count, const uint8_t *fixed_input,
    size_t fixed_input_byte_count, int counter_bits)
{
    OSSL_PARAM parameters[9], *next = parameters;
    int no = 0;
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MODE, (char *)"counter", 0);
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_MAC, (char *)"HMAC", 0);
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_byte_count);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)fixed_input, fixed_input_byte_count);
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_L, &no);
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_KBKDF_USE_SEPARATOR, &no);
    if (counter_bits != 32) {
        *next++ = OSSL_PARAM_construct_int("r", &counter_bits); // OSSL_KDF_PARAM_KBKDF_R
    }
    *next = OSSL_PARAM_construct_end();
    return EVP_KDF_CTX_set_params(kdf, parameters);
}

/// Keys an HKDF context (RFC 5869) for one of `EVP_KDF_HKDF_MODE_…`. Returns 1, or 0.
static inline int hufu_hkdf_init(
    EVP_KDF_CTX *kdf, int mode, const char *digest, const uint8_t *key, size_t key_byte_count, const uint8_t *salt,
    size_t salt_byte_count, const uint8_t *info, size_t info_byte_count)
{
    OSSL_PARAM parameters[6], *next = parameters;
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode);
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)key, key_byte_count);
    if (salt_byte_count > 0) {
        *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_byte_count);
    }
    if (info_byte_count > 0) {
        *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)info, info_byte_count);
    }
    *next = OSSL_PARAM_construct_end();
    return EVP_KDF_CTX_set_params(kdf, parameters);
}

/// Keys a PBKDF2 context (RFC 8018 §5.2), with the bounds of SP 800-132 §5 or without. Returns 1, or 0.
static inline int hufu_pbkdf2_init(
    EVP_KDF_CTX *kdf, const char *digest, const uint8_t *password, size_t password_byte_count, const uint8_t *salt,
    size_t salt_byte_count, uint64_t iterations, int checks_bounds)
{
    OSSL_PARAM parameters[6], *next = parameters;
    int follows_pkcs5 = !checks_bounds;
    *next++ = OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)digest, 0);
    *next++ = OSSL_PARAM_construct_int(OSSL_KDF_PARAM_PKCS5, &follows_pkcs5);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, (void *)password, password_byte_count);
    *next++ = OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, (void *)salt, salt_byte_count);
    *next++ = OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_ITER, &iterations);
    *next = OSSL_PARAM_construct_end();
    return EVP_KDF_CTX_set_params(kdf, parameters);
}

/// Sets the label of an operation with RSAES-OAEP, which copies it. Returns 1, or not.
static inline int hufu_set_oaep_label(EVP_PKEY_CTX *operation, const uint8_t *label, size_t label_byte_count)
{
    OSSL_PARAM parameters[2];
    parameters[0] =
        OSSL_PARAM_construct_octet_string(OSSL_ASYM_CIPHER_PARAM_OAEP_LABEL, (void *)label, label_byte_count);
    parameters[1] = OSSL_PARAM_construct_end();
    return EVP_PKEY_CTX_set_params(operation, parameters);
}

/// Writes the modulus of an RSA key big-endian to all of `modulus`. Returns 1, or 0.
static inline int hufu_rsa_modulus(const EVP_PKEY *key, uint8_t *modulus, size_t byte_count)
{
    BIGNUM *number = NULL;
    int done = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_N, &number)
        && BN_bn2binpad(number, modulus, (int)byte_count) == (int)byte_count;
    BN_free(number);
    return done;
}

/// Fills in what a signature takes beside its key: a digest; for RSA a padding ("pss" or "pkcs1"), for PSS with MGF1 of the
/// same hash and a salt length ("32", "auto"); for SM2 the signer's identity. What is NULL or empty is left out.
static inline void hufu_signature_parameters(
    OSSL_PARAM parameters[6], const char *digest, const char *padding, const char *mgf1, const char *salt_length,
    const uint8_t *identity, size_t identity_byte_count)
{
    OSSL_PARAM *next = parameters;
    if (digest != NULL) {
        *next++ = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_DIGEST, (char *)digest, 0);
    }
    if (padding != NULL) {
        *next++ = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PAD_MODE, (char *)padding, 0);
    }
    if (mgf1 != NULL) {
        *next++ = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_MGF1_DIGEST, (char *)mgf1, 0);
    }
    if (salt_length != NULL) {
        *next++ = OSSL_PARAM_construct_utf8_string(OSSL_SIGNATURE_PARAM_PSS_SALTLEN, (char *)salt_length, 0);
    }
    if (identity_byte_count > 0) {
        *next++ = OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_DIST_ID, (void *)identity, identity_byte_count);
    }
    *next = OSSL_PARAM_construct_end();
}

/// Begins to sign a message with the digest, or to verify one; the rest as `hufu_signature_parameters`. Returns 1, or not.
static inline int hufu_message_signature_init(
    EVP_MD_CTX *context, int verifies, OSSL_LIB_CTX *library, const char *properties, EVP_PKEY *key, const char *digest,
    const char *padding, const char *mgf1, const char *salt_length, const uint8_t *identity, size_t identity_byte_count)
{
    OSSL_PARAM parameters[6];
    hufu_signature_parameters(parameters, NULL, padding, mgf1, salt_length, identity, identity_byte_count);
    return verifies ? EVP_DigestVerifyInit_ex(context, NULL, digest, library, properties, key, parameters)
                    : EVP_DigestSignInit_ex(context, NULL, digest, library, properties, key, parameters);
}

/// Begins to sign a digest, or to verify one; the rest as `hufu_signature_parameters`. Returns 1, or not.
static inline int hufu_digest_signature_init(
    EVP_PKEY_CTX *operation, int verifies, const char *digest, const char *padding, const char *mgf1,
    const char *salt_length)
{
    OSSL_PARAM parameters[6];
    hufu_signature_parameters(parameters, digest, padding, mgf1, salt_length, NULL, 0);
    return verifies ? EVP_PKEY_verify_init_ex(operation, parameters) : EVP_PKEY_sign_init_ex(operation, parameters);
}

/// Reads the nonce of the message just sealed, `byte_count` bytes, and whether the provider made it: sets `*is_generated`
/// to 1 or 0, or leaves it alone where the provider does not say (OpenSSL before 3.4). Returns 1, or 0.
static inline int hufu_read_nonce(
    EVP_CIPHER_CTX *context, uint8_t *nonce, size_t byte_count, unsigned int *is_generated)
{
    OSSL_PARAM parameters[3];
    parameters[0] = OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_UPDATED_IV, nonce, byte_count);
    parameters[1] = OSSL_PARAM_construct_uint("iv-generated", is_generated); // OSSL_CIPHER_PARAM_AEAD_IV_GENERATED
    parameters[2] = OSSL_PARAM_construct_end();
    return EVP_CIPHER_CTX_get_params(context, parameters);
}

/// Writes `key` with its private part as DER PKCS#8 to `output`, which has `*byte_count` bytes, and sets `*byte_count`
/// to what stays free. Returns 1, or 0.
static inline int hufu_encode_private_key(
    const EVP_PKEY *key, const char *properties, unsigned char *output, size_t *byte_count)
{
    OSSL_ENCODER_CTX *encoder =
        OSSL_ENCODER_CTX_new_for_pkey(key, EVP_PKEY_KEYPAIR, "DER", "PrivateKeyInfo", properties);
    int done = encoder != NULL && OSSL_ENCODER_to_data(encoder, &output, byte_count);
    OSSL_ENCODER_CTX_free(encoder);
    return done;
}

/// Writes the public part of `key` as PEM SubjectPublicKeyInfo to `output`, which has `*byte_count` bytes, and sets
/// `*byte_count` to what stays free. Returns 1, or 0.
static inline int hufu_encode_public_key_pem(
    const EVP_PKEY *key, const char *properties, unsigned char *output, size_t *byte_count)
{
    OSSL_ENCODER_CTX *encoder =
        OSSL_ENCODER_CTX_new_for_pkey(key, EVP_PKEY_PUBLIC_KEY, "PEM", "SubjectPublicKeyInfo", properties);
    int done = encoder != NULL && OSSL_ENCODER_to_data(encoder, &output, byte_count);
    OSSL_ENCODER_CTX_free(encoder);
    return done;
}

/// Reads an EC key to its last byte but blank ones: SubjectPublicKeyInfo, or PKCS#8 (as PEM also RFC 5915), DER or PEM.
/// Never asks for a password. Returns the key, which the caller owns, or NULL.
static inline EVP_PKEY *hufu_decode_ec_key(
    const unsigned char *bytes, size_t byte_count, int is_private, OSSL_LIB_CTX *library, const char *properties)
{
    EVP_PKEY *key = NULL;
    OSSL_DECODER_CTX *decoder = OSSL_DECODER_CTX_new_for_pkey(
        &key, NULL, is_private ? "PrivateKeyInfo" : "SubjectPublicKeyInfo", "EC",
        is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, library, properties);
    int done = decoder != NULL && OSSL_DECODER_from_data(decoder, &bytes, &byte_count);
    while (done && byte_count > 0 && (*bytes == '\n' || *bytes == '\r' || *bytes == ' ')) {
        bytes++;
        byte_count--;
    }
    OSSL_DECODER_CTX_free(decoder);
    if (!done || byte_count > 0) {
        EVP_PKEY_free(key);
        return NULL;
    }
    return key;
}

/// Whether an EC key names the curve (parameters spelled out do not count) and its public point is on it and not the
/// neutral element (SP 800-56A r3 §5.6.2.3.3). From then on the key writes that point uncompressed. Returns 1, or 0.
static inline int hufu_settle_on_curve(EVP_PKEY *key, const char *curve, OSSL_LIB_CTX *library, const char *properties)
{
    char name[32];
    int is_explicit = 1;
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(library, key, properties);
    int done = context != NULL && EVP_PKEY_get_group_name(key, name, sizeof(name), NULL) == 1
        && OBJ_sn2nid(name) == EC_curve_nist2nid(curve)
        && EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &is_explicit) && !is_explicit
        && EVP_PKEY_public_check(context) == 1
        && EVP_PKEY_set_utf8_string_param(key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT, "uncompressed");
    EVP_PKEY_CTX_free(context);
    return done;
}

/// Reads what a provider says of itself; strings belong to the provider and may be NULL. Returns 1, or 0.
static inline int hufu_provider_describe(
    const OSSL_PROVIDER *provider, const char **version, const char **build, int *is_operational)
{
    OSSL_PARAM parameters[4];
    parameters[0] = OSSL_PARAM_construct_utf8_ptr(OSSL_PROV_PARAM_VERSION, (char **)version, 0);
    parameters[1] = OSSL_PARAM_construct_utf8_ptr(OSSL_PROV_PARAM_BUILDINFO, (char **)build, 0);
    parameters[2] = OSSL_PARAM_construct_int(OSSL_PROV_PARAM_STATUS, is_operational);
    parameters[3] = OSSL_PARAM_construct_end();
    return OSSL_PROVIDER_get_params(provider, parameters);
}

/// The address of one of a provider's functions, which tells the file that its code came from; NULL when it has none.
static inline const void *hufu_provider_code(const OSSL_PROVIDER *provider)
{
    const OSSL_DISPATCH *table = OSSL_PROVIDER_get0_dispatch(provider);
    return table == NULL || table->function_id == 0 ? NULL : (const void *)table->function;
}

/// Writes the name of the block cipher that a CTR_DRBG runs on (SP 800-90A r1 §10.2.1) to `name`. Returns 1, or 0 for a
/// generator without one.
static inline int hufu_generator_cipher(EVP_RAND_CTX *generator, char *name, size_t byte_count)
{
    OSSL_PARAM parameters[2];
    parameters[0] = OSSL_PARAM_construct_utf8_string(OSSL_DRBG_PARAM_CIPHER, name, byte_count);
    parameters[1] = OSSL_PARAM_construct_end();
    return EVP_RAND_CTX_get_params(generator, parameters) == 1 && OSSL_PARAM_modified(parameters);
}

#endif
