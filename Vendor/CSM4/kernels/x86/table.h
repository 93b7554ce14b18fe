// SPDX-License-Identifier: Apache-2.0

/// The functions of a vector kernel's table: each runs its work and then overwrites the registers and the stack that it
/// used.
#ifndef CSM4_X86_TABLE_H
#define CSM4_X86_TABLE_H

#include "key.h"
#include "short_gcm.h"

/// Stack that work on slices may use, on several sets of lanes, and on one.
enum { csm4_slices_stack = 3328, csm4_sets_stack = 1536, csm4_one_set_stack = 640 };

/// A stack frame of so many bytes, overwritten.
#define CSM4_WIPE_FRAME(byte_count)                                                                                    \
    uint8_t frame[byte_count];                                                                                         \
    for (size_t at = 0; at < byte_count; at += csm4_vector_bytes) {                                                    \
        csm4_store(frame + at, csm4_zero());                                                                           \
    }                                                                                                                  \
    __asm__ __volatile__("" : : "r"(frame) : "memory")

CSM4_OUTLINE void csm4_wipe_one_set_stack(void) {
    CSM4_WIPE_FRAME(csm4_one_set_stack);
}

CSM4_OUTLINE void csm4_wipe_sets_stack(void) {
    CSM4_WIPE_FRAME(csm4_sets_stack);
}

CSM4_OUTLINE void csm4_wipe_slices_stack(void) {
    CSM4_WIPE_FRAME(csm4_slices_stack);
}

/// Overwrites the registers, and so many bytes of the stack below the caller's frame.
CSM4_INLINE void csm4_clean_up(size_t stack_bytes) {
    csm4_wipe_registers();
    if (stack_bytes == csm4_one_set_stack) {
        csm4_wipe_one_set_stack();
    } else if (stack_bytes == csm4_sets_stack) {
        csm4_wipe_sets_stack();
    } else {
        csm4_wipe_slices_stack();
    }
}

CSM4_TARGET static inline void csm4_x86_key_schedule(csm4_key *key, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_fill_key(key, bytes);
    csm4_clean_up(csm4_one_set_stack);
}

CSM4_TARGET static void csm4_x86_round_keys(const csm4_key *key, uint32_t round_keys[32]) {
    csm4_read_round_keys(key, round_keys);
    csm4_clean_up(csm4_one_set_stack);
}

CSM4_INLINE void csm4_transform(
    const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count, ptrdiff_t direction) {
    const csm4_round_keys *keys = csm4_round_keys_of(key);
    size_t done = 0;
    if (block_count <= csm4_set_blocks) {
        csm4_transform_one(keys, input, output, block_count, direction);
        csm4_clean_up(csm4_one_set_stack);
        return;
    }
    if (block_count > csm4_few_blocks) {
        done = block_count - csm4_transform_many(keys, input, output, block_count, direction);
        csm4_clean_up(csm4_slices_stack);
    }
    if (done < block_count) {
        size_t at = done * CSM4_BLOCK_BYTES;
        csm4_transform_few(keys, input + at, output + at, block_count - done, direction);
        csm4_clean_up(csm4_sets_stack);
    }
}

CSM4_TARGET static void csm4_x86_encrypt_blocks(
    const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    csm4_transform(key, input, output, block_count, 1);
}

CSM4_TARGET static void csm4_x86_decrypt_blocks(
    const csm4_key *key, const uint8_t *input, uint8_t *output, size_t block_count) {
    csm4_transform(key, input, output, block_count, -1);
}

CSM4_TARGET static void csm4_x86_ctr32(
    const csm4_key *key, const uint8_t counter[CSM4_BLOCK_BYTES], uint8_t *first, const uint8_t *input,
    uint8_t *output, size_t byte_count) {
    csm4_stretch text = {
        csm4_round_keys_of(key), csm4_load_block(counter), csm4_load32(counter + 12), input, output, byte_count};
    if (first) {
        csm4_count_first(&text, first);
    }
    if (text.byte_count > csm4_few_bytes) {
        csm4_count_many(&text);
        csm4_clean_up(csm4_slices_stack);
    }
    if (text.byte_count > 0) {
        csm4_count_few(&text);
    }
    csm4_clean_up(csm4_sets_stack);
}

CSM4_TARGET static inline void csm4_x86_gcm_init(csm4_gcm_context *context, const uint8_t bytes[CSM4_KEY_BYTES]) {
    csm4_fill_context(context, bytes);
    csm4_clean_up(csm4_one_set_stack);
}

CSM4_TARGET static void csm4_x86_ghash_blocks(
    const uint64_t *hash, uint8_t digest[CSM4_BLOCK_BYTES], const uint8_t *blocks, size_t block_count) {
    csm4_absorb_blocks(csm4_hash_of(hash), digest, blocks, block_count);
    csm4_clean_up(csm4_one_set_stack);
}

/// Whether all powers of H are there for a long text, which they are but while another thread makes them.
CSM4_INLINE bool csm4_is_ready(const csm4_gcm_context *context) {
    return csm4_powers_for(csm4_hash_of(context->hash), csm4_blocks_worth_powers) == csm4_powers_max;
}

CSM4_TARGET static void csm4_x86_gcm_seal(
    const csm4_gcm_context *context, const csm4_message *message, uint8_t tag[CSM4_GCM_TAG_BYTES]) {
    if (message->text_len <= csm4_one_set_bytes) {
        csm4_store_block(tag, csm4_seal_one(context, message));
        csm4_clean_up(csm4_one_set_stack);
    } else if (message->text_len <= csm4_short_bytes) {
        csm4_store_block(tag, csm4_seal_short(context, message));
        csm4_clean_up(csm4_sets_stack);
    } else if (csm4_is_ready(context)) {
        csm4_store_block(tag, csm4_seal_long(context, message));
        csm4_clean_up(csm4_slices_stack);
    } else {
        csm4_two_pass_seal(context, message, tag);
    }
}

CSM4_TARGET static int csm4_x86_gcm_open(
    const csm4_gcm_context *context, const csm4_message *message, const uint8_t *tag, size_t tag_len) {
    bool is_right;
    if (message->text_len <= csm4_one_set_bytes) {
        is_right = csm4_open_one(context, message, tag, tag_len);
        csm4_clean_up(csm4_one_set_stack);
    } else if (message->text_len <= csm4_short_bytes) {
        is_right = csm4_open_short(context, message, tag, tag_len);
        csm4_clean_up(csm4_sets_stack);
    } else if (csm4_is_ready(context)) {
        is_right = csm4_is_tag(csm4_open_long(context, message), tag, tag_len);
        if (!is_right) {
            csm4_wipe(message->output, message->text_len);
        }
        csm4_clean_up(csm4_slices_stack);
    } else {
        return csm4_two_pass_open(context, message, tag, tag_len);
    }
    return is_right ? CSM4_OK : CSM4_REFUSED;
}

CSM4_TARGET static void csm4_x86_gcm_encrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    if (csm4_is_ready(context)) {
        csm4_stream_text(context, counter, digest, input, output, block_count * CSM4_BLOCK_BYTES, true);
        csm4_clean_up(csm4_slices_stack);
    } else {
        csm4_two_pass_encrypt_blocks(context, counter, digest, input, output, block_count);
    }
}

CSM4_TARGET static void csm4_x86_gcm_decrypt_blocks(
    const csm4_gcm_context *context, uint8_t counter[CSM4_BLOCK_BYTES], uint8_t digest[CSM4_BLOCK_BYTES],
    const uint8_t *input, uint8_t *output, size_t block_count) {
    if (csm4_is_ready(context)) {
        csm4_stream_text(context, counter, digest, input, output, block_count * CSM4_BLOCK_BYTES, false);
        csm4_clean_up(csm4_slices_stack);
    } else {
        csm4_two_pass_decrypt_blocks(context, counter, digest, input, output, block_count);
    }
}

/// The functions above as members of a `csm4_kernel`: those for much text, and those for keys and whole messages.
#define CSM4_X86_BULK                                                                                                  \
    .key_bytes = sizeof(csm4_round_keys), .hash_bytes = sizeof(csm4_hash), .round_keys = csm4_x86_round_keys,          \
    .ctr32 = csm4_x86_ctr32, .ghash_blocks = csm4_x86_ghash_blocks,                                                    \
    .gcm_encrypt_blocks = csm4_x86_gcm_encrypt_blocks, .gcm_decrypt_blocks = csm4_x86_gcm_decrypt_blocks

#define CSM4_X86_REST                                                                                                  \
    .key_schedule = csm4_x86_key_schedule, .encrypt_blocks = csm4_x86_encrypt_blocks,                                  \
    .decrypt_blocks = csm4_x86_decrypt_blocks, .gcm_init = csm4_x86_gcm_init, .gcm_seal = csm4_x86_gcm_seal,           \
    .gcm_open = csm4_x86_gcm_open

#endif
