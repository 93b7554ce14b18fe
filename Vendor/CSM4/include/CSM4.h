// SPDX-License-Identifier: Apache-2.0

/// SM4 (GB/T 32907-2016) with ECB, CBC, CTR (NIST SP 800-38A), GCM (SP 800-38D, RFC 8998 §3.2.1) and CCM (SP 800-38C,
/// RFC 8998 §3.2.2).
///
/// Every function works on bytes that the caller owns and allocates nothing; nothing here keeps a global that changes.
/// All lengths are in bytes. A pointer may be null where its length is 0.
///
/// Constant time: no branch and no address depends on a key, on plaintext, on the hash key or on a computed tag, on any
/// kernel. What may show in time: all lengths and counts, the kernel, and whether an `open` succeeded. Stack copies of
/// keys, key stream and hash keys are overwritten before a function returns.
///
/// Memory: the caller gives it, as many bytes as `CSM4_KEY_MEMORY_BYTES`, `CSM4_GCM_MEMORY_BYTES` or
/// `CSM4_GCM_STREAM_MEMORY_BYTES` says, aligned to `CSM4_MEMORY_ALIGNMENT`, and frees it after wiping; the `…_init`
/// functions answer the same address, typed.
///
/// Threads: `csm4_key` and `csm4_gcm_context` are read only from their initialisation to their wiping and may be used
/// by any number of threads meanwhile without a lock. Initialising and wiping must be alone with the object, and so
/// must every call on a `csm4_gcm_stream`.
///
/// In place: an output may be exactly the input (the same pointer) or must not overlap it, other inputs or the context.
#ifndef CSM4_H
#define CSM4_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Bytes of a key and of a block (GB/T 32907-2016, 4).
#define CSM4_KEY_BYTES 16
#define CSM4_BLOCK_BYTES 16
/// Bytes of the nonce and the tag that RFC 8998 §3.2.1 prescribes.
#define CSM4_GCM_NONCE_BYTES 12
#define CSM4_GCM_TAG_BYTES 16
/// The most bytes of plaintext, and of associated data, in one message: 2^36 - 32 and 2^61 - 1 (SP 800-38D §5.2.1.1).
#define CSM4_GCM_TEXT_BYTES_MAX 68719476704
#define CSM4_GCM_AAD_BYTES_MAX 2305843009213693951
/// Bytes of the nonce and the tag that RFC 8998 §3.2.2 prescribes; the most bytes of plaintext under such a nonce,
/// 2^24 - 1 (SP 800-38C, A.1: q = 3), and of associated data, 2^32 - 1 (the standard's limit, 2^64 - 1, cannot be met
/// in practice).
#define CSM4_CCM_NONCE_BYTES 12
#define CSM4_CCM_TAG_BYTES 16
#define CSM4_CCM_TEXT_BYTES_MAX 16777215
#define CSM4_CCM_AAD_BYTES_MAX 4294967295

/// Bytes of memory that a `csm4_key`, a `csm4_gcm_context` and a `csm4_gcm_stream` need on any kernel, and their
/// alignment (a cache line, and the widest vector). Later versions may need more: use the names.
#define CSM4_KEY_MEMORY_BYTES 2112
#define CSM4_GCM_MEMORY_BYTES 4160
#define CSM4_GCM_STREAM_MEMORY_BYTES 128
#define CSM4_MEMORY_ALIGNMENT 64

/// What a call answers.
#define CSM4_OK 0
#define CSM4_REFUSED (-1)

// MARK: Kernels

/// One implementation of SM4 and GHASH for one instruction set. Constant data, never freed.
typedef struct csm4_kernel csm4_kernel;

/// How many kernels this build holds, fastest first; the last, "portable", runs everywhere.
size_t csm4_kernel_count(void);

/// The kernel with this index, supported by this CPU or not; null from `csm4_kernel_count()` on.
const csm4_kernel *csm4_kernel_at(size_t index);

/// The first kernel that this CPU (and its operating system) supports. Never null.
///
/// Asks anew each time and gives the same answer: choose once, and every key remembers its kernel.
const csm4_kernel *csm4_kernel_best(void);

/// A short ASCII name, such as "portable".
const char *csm4_kernel_name(const csm4_kernel *kernel);

/// Whether this CPU can run the kernel. Using one that it cannot run is undefined.
bool csm4_kernel_is_supported(const csm4_kernel *kernel);

// MARK: Key

/// The round keys of one key in the form its kernel wants. Secret; opaque; stays where it was made.
typedef struct csm4_key csm4_key;

/// Expands a key (GB/T 32907-2016, 7.3) into `CSM4_KEY_MEMORY_BYTES` of aligned memory.
csm4_key *csm4_key_init(void *memory, const csm4_kernel *kernel, const uint8_t bytes[CSM4_KEY_BYTES]);

/// Writes the 32 round keys rk0 to rk31 of the standard, for known-answer tests. They are as secret as the key.
void csm4_key_round_keys(const csm4_key *key, uint32_t round_keys[32]);

/// Overwrites all that a key holds.
void csm4_key_wipe(csm4_key *key);

// MARK: Block modes

/// Encrypts whole blocks one by one (ECB). Not an encryption scheme of its own: for tests, vectors and other modes.
void csm4_ecb_encrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);

/// Decrypts whole blocks one by one.
void csm4_ecb_decrypt_blocks(const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count);

/// Encrypts whole blocks, each XORed with the ciphertext before it, the first with `iv` (CBC, SP 800-38A §6.2).
///
/// An IV must not be foreseeable (appendix C). On return `iv` is the last block of ciphertext, so that a message may be
/// cut into several calls. Nothing is padded, and nothing is authenticated.
void csm4_cbc_encrypt(
    const csm4_key *key, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t block_count);

/// Decrypts what `csm4_cbc_encrypt` made; many blocks at once, where encryption must go one by one.
void csm4_cbc_decrypt(
    const csm4_key *key, uint8_t iv[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t block_count);

/// XORs `byte_count` bytes with the encrypted counter blocks `counter`, `counter + 1` and so on (SP 800-38A §6.5).
///
/// The whole block counts, as a big-endian 128-bit number that wraps. On return `counter` is that of the next block: a
/// message may be cut into several calls after multiples of 16 bytes.
void csm4_ctr(
    const csm4_key *key, uint8_t counter[CSM4_BLOCK_BYTES], const uint8_t *input, uint8_t *output, size_t byte_count);

// MARK: GCM

/// A key and what its kernel needs of the hash key H = E(0^128). Secret; opaque; stays where it was made.
typedef struct csm4_gcm_context csm4_gcm_context;

/// Makes a context for one key in `CSM4_GCM_MEMORY_BYTES` of aligned memory.
csm4_gcm_context *csm4_gcm_init(void *memory, const csm4_kernel *kernel, const uint8_t bytes[CSM4_KEY_BYTES]);

/// Overwrites all that a context holds.
void csm4_gcm_wipe(csm4_gcm_context *context);

/// Encrypts and authenticates (SP 800-38D, algorithm 4). A nonce must never be used twice with one key (§8).
///
/// Writes `text_len` bytes of ciphertext and the tag over `aad` and ciphertext.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED`, with nothing written, when a length is beyond its limit.
int csm4_gcm_seal(
    const csm4_gcm_context *context, const uint8_t nonce[CSM4_GCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t tag[CSM4_GCM_TAG_BYTES]);

/// Verifies and decrypts (SP 800-38D, algorithm 5).
///
/// The tags are compared in constant time. Where the answer is `CSM4_REFUSED`, `plaintext` holds nothing of the
/// message: it is unchanged, or zero where a kernel decrypts and verifies in one pass.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED` when the tag does not match or a length is beyond its limit.
int csm4_gcm_open(
    const csm4_gcm_context *context, const uint8_t nonce[CSM4_GCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t tag[CSM4_GCM_TAG_BYTES], uint8_t *plaintext);

/// `csm4_gcm_seal` with a nonce of any length from 1 byte to 2^61 - 1 and a tag of 4, 8 or 12 to 16 bytes (SP 800-38D
/// §5.2.1.2), as vector suites need. hufu itself uses 12 and 16 only.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED`, with nothing written, for other lengths.
int csm4_gcm_seal_sized(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len);

/// `csm4_gcm_open` for the lengths of `csm4_gcm_seal_sized`.
int csm4_gcm_open_sized(
    const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t *tag, size_t tag_len, uint8_t *plaintext);

// MARK: GCM in pieces

/// One message under way: first its associated data, then its text, each in pieces of any length, then its tag.
///
/// Secret; opaque; stays where it was made. It reads its context, which must outlive it. A call out of order, in the
/// other direction, after the tag, or that would take a length beyond its limit, answers `CSM4_REFUSED`, writes nothing
/// and leaves the stream as it was. An empty piece counts as a call.
typedef struct csm4_gcm_stream csm4_gcm_stream;

/// Begins a message in `CSM4_GCM_STREAM_MEMORY_BYTES` of aligned memory, under a nonce as `csm4_gcm_seal_sized` takes.
/// - Returns: the stream; null, with nothing written, for another length of nonce.
csm4_gcm_stream *csm4_gcm_stream_init(
    void *memory, const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len);

/// Takes the next piece of associated data, before any text.
int csm4_gcm_stream_aad(csm4_gcm_stream *stream, const uint8_t *bytes, size_t byte_count);

/// Encrypts the next piece of text and writes as many bytes.
int csm4_gcm_stream_encrypt(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count);

/// Decrypts the next piece of text and writes as many bytes, which are **not verified** (SP 800-38D §7.2 gives out
/// plaintext only after the tag): whoever sent the message may have chosen them. Until `csm4_gcm_stream_open_final`
/// answers `CSM4_OK`, the caller must keep every piece to itself and act on none; after another answer, or without one,
/// it must overwrite them all.
int csm4_gcm_stream_decrypt(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count);

/// Ends a message that was encrypted, or that has no text, and writes its tag: 4, 8 or 12 to 16 bytes, else refused.
int csm4_gcm_stream_seal_final(csm4_gcm_stream *stream, uint8_t *tag, size_t tag_len);

/// Ends a message that was decrypted, or that has no text, and compares its tag in constant time. There is one attempt:
/// after a tag of an allowed length the stream takes no other.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED` when the tag does not match.
int csm4_gcm_stream_open_final(csm4_gcm_stream *stream, const uint8_t *tag, size_t tag_len);

/// Overwrites a stream, at any time.
void csm4_gcm_stream_wipe(csm4_gcm_stream *stream);

// MARK: CCM

/// Encrypts and authenticates (SP 800-38C §6.1). A nonce must never be used twice with one key (§5.3).
///
/// Writes `text_len` bytes of ciphertext and the tag over `aad` and plaintext.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED`, with nothing written, when a length is beyond its limit.
int csm4_ccm_seal(
    const csm4_key *key, const uint8_t nonce[CSM4_CCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t tag[CSM4_CCM_TAG_BYTES]);

/// Decrypts and verifies (SP 800-38C §6.2).
///
/// The tags are compared in constant time. CCM authenticates the plaintext, so it lies in `plaintext` before it is
/// verified; where the tag does not match, these bytes are zero when the function returns.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED` when the tag does not match, or, with nothing written, when a length is beyond
///   its limit.
int csm4_ccm_open(
    const csm4_key *key, const uint8_t nonce[CSM4_CCM_NONCE_BYTES], const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t tag[CSM4_CCM_TAG_BYTES], uint8_t *plaintext);

/// `csm4_ccm_seal` with a nonce of 7 to 13 bytes and a tag of 4, 6, 8 and so on to 16 (SP 800-38C, A.1). The text has
/// fewer than 2^(8 (15 - nonce_len)) bytes.
/// - Returns: `CSM4_OK`; `CSM4_REFUSED`, with nothing written, for other lengths.
int csm4_ccm_seal_sized(
    const csm4_key *key, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *plaintext, size_t text_len, uint8_t *ciphertext, uint8_t *tag, size_t tag_len);

/// `csm4_ccm_open` for the lengths of `csm4_ccm_seal_sized`.
int csm4_ccm_open_sized(
    const csm4_key *key, const uint8_t *nonce, size_t nonce_len, const uint8_t *aad, size_t aad_len,
    const uint8_t *ciphertext, size_t text_len, const uint8_t *tag, size_t tag_len, uint8_t *plaintext);

#ifdef __cplusplus
}
#endif

#endif
