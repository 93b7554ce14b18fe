// SPDX-License-Identifier: Apache-2.0

#include "bytes.h"
#include "gcm.h"

/// What a stream takes next. Zero, as after wiping, is nothing at all.
typedef enum stream_phase { finished, taking_aad, encrypting, decrypting } stream_phase;

struct csm4_gcm_stream {
    _Alignas(CSM4_MEMORY_ALIGNMENT) const csm4_gcm_context *context;
    uint64_t aad_len;
    uint64_t text_len;
    /// The counter block of the next block of text.
    uint8_t counter[CSM4_BLOCK_BYTES];
    uint8_t digest[CSM4_BLOCK_BYTES];
    /// E(J0), which hides the digest in the tag.
    uint8_t mask[CSM4_BLOCK_BYTES];
    /// The block that is under way: its key stream, and what of its associated data or ciphertext is there.
    uint8_t key_stream[CSM4_BLOCK_BYTES];
    uint8_t block[CSM4_BLOCK_BYTES];
    stream_phase phase;
};

_Static_assert(sizeof(csm4_gcm_stream) == CSM4_GCM_STREAM_MEMORY_BYTES, "CSM4.h states the size of a stream");

/// Counts on in the low 32 bits (SP 800-38D §6.2).
static void increment(csm4_gcm_stream *stream) {
    csm4_store32(stream->counter + 12, csm4_load32(stream->counter + 12) + 1);
}

csm4_gcm_stream *csm4_gcm_stream_init(
    void *memory, const csm4_gcm_context *context, const uint8_t *nonce, size_t nonce_len) {
    if (!csm4_gcm_is_allowed(nonce_len, 0, 0)) {
        return NULL;
    }
    csm4_gcm_stream *stream = memory;
    memset(stream, 0, sizeof *stream);
    stream->context = context;
    stream->phase = taking_aad;
    csm4_gcm_make_j0(context, nonce, nonce_len, stream->counter);
    context->key.kernel->encrypt_blocks(&context->key, stream->counter, stream->mask, 1);
    increment(stream);
    return stream;
}

/// Absorbs whole blocks, at least one.
static void absorb(csm4_gcm_stream *stream, const uint8_t *blocks, size_t block_count) {
    stream->context->key.kernel->ghash_blocks(stream->context->hash, stream->digest, blocks, block_count);
}

/// Absorbs the block under way, of which `used` bytes are there and the others count as zeros.
static void absorb_partial(csm4_gcm_stream *stream, size_t used) {
    if (used > 0) {
        memset(stream->block + used, 0, CSM4_BLOCK_BYTES - used);
        absorb(stream, stream->block, 1);
    }
}

/// How many of `byte_count` bytes go to the block under way, of which `used` bytes are there.
static size_t head_len(size_t used, size_t byte_count) {
    size_t missing = used == 0 ? 0 : CSM4_BLOCK_BYTES - used;
    return byte_count < missing ? byte_count : missing;
}

/// Takes up to as many bytes of associated data as the block under way lacks.
static void take_partial_aad(csm4_gcm_stream *stream, const uint8_t *bytes, size_t byte_count) {
    size_t used = stream->aad_len % CSM4_BLOCK_BYTES;
    memcpy(stream->block + used, bytes, byte_count);
    stream->aad_len += byte_count;
    if (used + byte_count == CSM4_BLOCK_BYTES) {
        absorb(stream, stream->block, 1);
    }
}

int csm4_gcm_stream_aad(csm4_gcm_stream *stream, const uint8_t *bytes, size_t byte_count) {
    if (stream->phase != taking_aad || byte_count > CSM4_GCM_AAD_BYTES_MAX - stream->aad_len) {
        return CSM4_REFUSED;
    }
    size_t head = head_len(stream->aad_len % CSM4_BLOCK_BYTES, byte_count);
    size_t block_count = (byte_count - head) / CSM4_BLOCK_BYTES;
    size_t tail_at = head + block_count * CSM4_BLOCK_BYTES;
    if (head > 0) {
        take_partial_aad(stream, bytes, head);
    }
    if (block_count > 0) {
        absorb(stream, bytes + head, block_count);
        stream->aad_len += tail_at - head;
    }
    if (tail_at < byte_count) {
        take_partial_aad(stream, bytes + tail_at, byte_count - tail_at);
    }
    return CSM4_OK;
}

/// Whether text in this direction may follow. Its first piece ends the associated data.
static bool begin_text(csm4_gcm_stream *stream, stream_phase direction, size_t byte_count) {
    bool is_first = stream->phase == taking_aad;
    if ((!is_first && stream->phase != direction) || byte_count > CSM4_GCM_TEXT_BYTES_MAX - stream->text_len) {
        return false;
    }
    if (is_first) {
        absorb_partial(stream, stream->aad_len % CSM4_BLOCK_BYTES);
        stream->phase = direction;
    }
    return true;
}

/// Takes up to as many bytes as the block under way lacks.
static void take_partial(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    const csm4_key *key = &stream->context->key;
    size_t used = stream->text_len % CSM4_BLOCK_BYTES;
    if (used == 0) {
        key->kernel->encrypt_blocks(key, stream->counter, stream->key_stream, 1);
        increment(stream);
    }
    for (size_t i = 0; i < byte_count; i++) {
        uint8_t before = input[i];
        uint8_t after = before ^ stream->key_stream[used + i];
        stream->block[used + i] = stream->phase == encrypting ? after : before;
        output[i] = after;
    }
    stream->text_len += byte_count;
    if (used + byte_count == CSM4_BLOCK_BYTES) {
        absorb(stream, stream->block, 1);
    }
}

/// Takes whole blocks, none being under way.
static void take_blocks(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t block_count) {
    const csm4_kernel *kernel = stream->context->key.kernel;
    if (stream->phase == encrypting) {
        kernel->gcm_encrypt_blocks(stream->context, stream->counter, stream->digest, input, output, block_count);
    } else {
        kernel->gcm_decrypt_blocks(stream->context, stream->counter, stream->digest, input, output, block_count);
    }
    stream->text_len += (uint64_t)block_count * CSM4_BLOCK_BYTES;
}

/// Takes a piece of text: the rest of the block under way, whole blocks, the beginning of another.
static void take_text(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    size_t head = head_len(stream->text_len % CSM4_BLOCK_BYTES, byte_count);
    size_t block_count = (byte_count - head) / CSM4_BLOCK_BYTES;
    size_t tail_at = head + block_count * CSM4_BLOCK_BYTES;
    if (head > 0) {
        take_partial(stream, input, output, head);
    }
    if (block_count > 0) {
        take_blocks(stream, input + head, output + head, block_count);
    }
    if (tail_at < byte_count) {
        take_partial(stream, input + tail_at, output + tail_at, byte_count - tail_at);
    }
}

int csm4_gcm_stream_encrypt(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    if (!begin_text(stream, encrypting, byte_count)) {
        return CSM4_REFUSED;
    }
    take_text(stream, input, output, byte_count);
    return CSM4_OK;
}

int csm4_gcm_stream_decrypt(csm4_gcm_stream *stream, const uint8_t *input, uint8_t *output, size_t byte_count) {
    if (!begin_text(stream, decrypting, byte_count)) {
        return CSM4_REFUSED;
    }
    take_text(stream, input, output, byte_count);
    return CSM4_OK;
}

/// Leaves the whole tag in `digest` (SP 800-38D §7.1, steps 5 and 6). The block under way is of text, or of associated
/// data when there was none.
static void finish(csm4_gcm_stream *stream) {
    uint64_t len = stream->phase == taking_aad ? stream->aad_len : stream->text_len;
    absorb_partial(stream, len % CSM4_BLOCK_BYTES);
    csm4_store64(stream->block, stream->aad_len * 8);
    csm4_store64(stream->block + 8, stream->text_len * 8);
    absorb(stream, stream->block, 1);
    csm4_xor_block(stream->digest, stream->mask, stream->digest);
}

int csm4_gcm_stream_seal_final(csm4_gcm_stream *stream, uint8_t *tag, size_t tag_len) {
    if ((stream->phase != taking_aad && stream->phase != encrypting) || !csm4_gcm_is_tag_length(tag_len)) {
        return CSM4_REFUSED;
    }
    finish(stream);
    memcpy(tag, stream->digest, tag_len);
    csm4_gcm_stream_wipe(stream);
    return CSM4_OK;
}

int csm4_gcm_stream_open_final(csm4_gcm_stream *stream, const uint8_t *tag, size_t tag_len) {
    if ((stream->phase != taking_aad && stream->phase != decrypting) || !csm4_gcm_is_tag_length(tag_len)) {
        return CSM4_REFUSED;
    }
    finish(stream);
    int is_equal = csm4_equal(stream->digest, tag, tag_len);
    csm4_gcm_stream_wipe(stream);
    return is_equal ? CSM4_OK : CSM4_REFUSED;
}

void csm4_gcm_stream_wipe(csm4_gcm_stream *stream) {
    csm4_wipe(stream, sizeof *stream);
}
