// SPDX-License-Identifier: Apache-2.0
//
// What Swift cannot promise about memory that holds secrets. Only CryptoEngine imports this module.
#ifndef HUFU_CSECUREMEMORY_H
#define HUFU_CSECUREMEMORY_H

#include <stddef.h>
#include <stdint.h>

/// Returns `byte_count` zeroed bytes, aligned to 64, from locked and non-dumpable slabs.
///
/// Slabs lie between guard pages and are excluded from core dumps; they are locked as far as RLIMIT_MEMLOCK allows
/// (`hufu_secure_memory_usage` tells). Small requests share a slab, so the limit bounds bytes, not keys.
/// Ends the process when memory is gone or `byte_count` absurd: going on without the key's page would be worse.
/// Thread-safe.
void *_Nonnull hufu_secure_allocate(size_t byte_count);

/// Wipes and returns what `hufu_secure_allocate(byte_count)` gave. NULL is ignored. Thread-safe.
void hufu_secure_free(void *_Nullable bytes, size_t byte_count);

/// Bytes of slab memory the process has mapped, and how many of them the kernel agreed to lock.
typedef struct {
    size_t mapped;
    size_t locked;
} hufu_secure_memory_usage_t;

hufu_secure_memory_usage_t hufu_secure_memory_usage(void);

/// Overwrites `byte_count` bytes with zeros; the compiler may not drop it.
void hufu_wipe(void *_Nullable bytes, size_t byte_count);

/// 1 when both hold the same bytes, else 0. Time depends on `byte_count` only.
int hufu_equal(const uint8_t *_Nullable left, const uint8_t *_Nullable right, size_t byte_count);

/// Removes EME-PKCS1-v1_5 padding (RFC 8017 §7.2.2) from `block` when it hides exactly `key_byte_count` bytes.
///
/// Copies the last `key_byte_count` bytes to `key` whatever they are and returns 1 when the block is
/// `00 02 ‖ non-zero padding ‖ 00 ‖ key` of just that layout, else 0. No branch and no index depends on the block's
/// content: time depends on the two lengths only. Lengths that leave fewer than 8 padding bytes answer 0.
int hufu_pkcs1v15_unpad(
    const uint8_t *_Nonnull block, size_t block_byte_count, uint8_t *_Nonnull key, size_t key_byte_count);

/// Removes EME-PKCS1-v1_5 padding (RFC 8017 §7.2.2) from `block` around a message of a length that is not known.
///
/// Writes `block_byte_count - 11` bytes to `message`, whose first `*message_byte_count` are the message when the answer
/// is 1; the rest is left over. Else answers 0 and sets `*message_byte_count` to 0. No branch and no index depends on the
/// block's content, the place of the separator included: what shows is the length that the caller then uses. Takes up to
/// 2^31 - 1 bytes; fewer than 11 answer 0.
int hufu_pkcs1v15_unpad_any(
    const uint8_t *_Nonnull block, size_t block_byte_count, uint8_t *_Nonnull message,
    size_t *_Nonnull message_byte_count);

/// Fills `bytes` from getrandom(2). Returns 0, or the error number.
int hufu_system_random(void *_Nonnull bytes, size_t byte_count);

#define HUFU_NONCE_BYTE_COUNT 12

/// Fills `bytes` with fresh random bytes; returns 0 on success.
typedef int (*hufu_nonce_refill_t)(void *_Nullable context, uint8_t *_Nonnull bytes, size_t byte_count);

/// Takes one nonce from this thread's batch, which `refill` fills when it is empty, from another generator, or when the
/// process has forked.
///
/// The batch lies in a page that the kernel empties in a forked child (MADV_WIPEONFORK); each nonce is wiped as it is
/// handed out, so none is given twice; the page is wiped when the thread ends. Where the page cannot be had, `refill`
/// is called for each nonce. Returns 0, or what `refill` returned: `nonce` is then all zero and must not be used.
int hufu_nonce_take(
    uint64_t generator, uint8_t nonce[_Nonnull HUFU_NONCE_BYTE_COUNT], hufu_nonce_refill_t _Nonnull refill,
    void *_Nullable context);

/// Forbids core dumps and reading this process's memory by others of the same user. Returns 0, or the error number.
int hufu_harden_process(void);

#endif
