// SPDX-License-Identifier: Apache-2.0
//
// The operating system's generator, and the per-thread batch that saves a generator call for each nonce.
#define _GNU_SOURCE
#include "CSecureMemory.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <unistd.h>

#define BATCH_NONCE_COUNT 320

typedef struct {
    uint64_t generator;
    uint32_t remaining;  // zero in a forked child: the kernel hands it an empty page
    uint8_t nonces[BATCH_NONCE_COUNT][HUFU_NONCE_BYTE_COUNT];
} nonce_batch;

_Static_assert(sizeof(nonce_batch) <= 4096, "a batch fits into the smallest page there is");

static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t batch_key;
static int has_batch_key;
static _Thread_local nonce_batch *thread_batch;

int hufu_system_random(void *bytes, size_t byte_count) {
    uint8_t *next = bytes;
    while (byte_count > 0) {
        const ssize_t got = getrandom(next, byte_count, 0);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        next += got;
        byte_count -= (size_t)got;
    }
    return 0;
}

static size_t page_byte_count(void) {
    return (size_t)sysconf(_SC_PAGESIZE);
}

static void discard_batch(void *batch) {
    hufu_wipe(batch, sizeof(nonce_batch));
    munmap(batch, page_byte_count());
    thread_batch = NULL;  // runs on the thread that ends: a later destructor gets a new page
}

static void create_batch_key(void) {
    has_batch_key = pthread_key_create(&batch_key, discard_batch) == 0;
}

// This thread's batch, or NULL where no page that empties on fork can be had.
static nonce_batch *own_batch(void) {
    if (thread_batch != NULL) {
        return thread_batch;
    }
    pthread_once(&key_once, create_batch_key);
    if (!has_batch_key) {
        return NULL;
    }
    void *page = mmap(NULL, page_byte_count(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) {
        return NULL;
    }
    if (madvise(page, page_byte_count(), MADV_WIPEONFORK) != 0 || madvise(page, page_byte_count(), MADV_DONTDUMP) != 0
        || pthread_setspecific(batch_key, page) != 0) {
        munmap(page, page_byte_count());
        return NULL;
    }
    thread_batch = page;
    return thread_batch;
}

int hufu_nonce_take(
    uint64_t generator, uint8_t nonce[HUFU_NONCE_BYTE_COUNT], hufu_nonce_refill_t refill, void *context) {
    memset(nonce, 0, HUFU_NONCE_BYTE_COUNT);
    nonce_batch *batch = own_batch();
    if (batch == NULL) {
        const int failure = refill(context, nonce, HUFU_NONCE_BYTE_COUNT);
        if (failure != 0) {
            hufu_wipe(nonce, HUFU_NONCE_BYTE_COUNT);
        }
        return failure;
    }
    if (batch->remaining == 0 || batch->generator != generator) {
        batch->remaining = 0;
        const int failure = refill(context, &batch->nonces[0][0], sizeof(batch->nonces));
        if (failure != 0) {
            hufu_wipe(batch, sizeof(*batch));
            return failure;
        }
        batch->generator = generator;
        batch->remaining = BATCH_NONCE_COUNT;
    }
    batch->remaining -= 1;
    uint8_t *taken = batch->nonces[batch->remaining];
    memcpy(nonce, taken, HUFU_NONCE_BYTE_COUNT);
    hufu_wipe(taken, HUFU_NONCE_BYTE_COUNT);
    return 0;
}
