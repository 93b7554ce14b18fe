// SPDX-License-Identifier: Apache-2.0
//
// Locked, non-dumpable memory for keys, handed out in powers of two from shared slabs.
#define _GNU_SOURCE
#include "CSecureMemory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define SMALLEST_SHIFT 6   // 64 bytes: one cache line, and the alignment we promise
#define LARGEST_SHIFT 13   // 8 KiB, more than an expanded key needs: above that a request gets a mapping of its own
#define CLASS_COUNT (LARGEST_SHIFT - SMALLEST_SHIFT + 1)
#define SLAB_BYTE_COUNT ((size_t)64 * 1024)

typedef struct free_chunk {
    struct free_chunk *next;
} free_chunk;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static free_chunk *free_chunks[CLASS_COUNT];
static hufu_secure_memory_usage_t usage;

static void before_fork(void) {
    pthread_mutex_lock(&lock);
}

static void after_fork_in_parent(void) {
    pthread_mutex_unlock(&lock);
}

// Pages are not locked in a child (mlock(2)); their content is there all the same.
static void after_fork_in_child(void) {
    usage.locked = 0;
    pthread_mutex_unlock(&lock);
}

// Another thread may be in here while one forks: the child's copy must be whole, and its lock free.
__attribute__((constructor)) static void watch_forks(void) {
    if (pthread_atfork(before_fork, after_fork_in_parent, after_fork_in_child) != 0) {
        abort();
    }
}

// What a request beyond the classes gets: a mapping of its own, with this in front of the bytes handed out.
typedef struct {
    _Alignas(64) size_t locked_byte_count;
} mapping_header;

// Whole pages for a mapping of its own. No machine has a quarter of the address space to give.
static size_t mapping_byte_count(size_t byte_count) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (byte_count > SIZE_MAX / 4) {
        abort();
    }
    return (sizeof(mapping_header) + byte_count + page - 1) / page * page;
}

// Maps `byte_count` (whole pages) between two guard pages, and says how many of them are locked. The caller holds the
// lock.
static uint8_t *map_guarded(size_t byte_count, size_t *locked_byte_count) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *outer = mmap(NULL, byte_count + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (outer == MAP_FAILED) {
        abort();
    }
    uint8_t *inner = outer + page;
    if (mprotect(inner, byte_count, PROT_READ | PROT_WRITE) != 0 || madvise(inner, byte_count, MADV_DONTDUMP) != 0) {
        abort();
    }
    *locked_byte_count = mlock(inner, byte_count) == 0 ? byte_count : 0;
    usage.mapped += byte_count;
    usage.locked += *locked_byte_count;
    return inner;
}

// The caller holds the lock.
static void *map_alone(size_t byte_count) {
    size_t locked_byte_count;
    mapping_header *header = (void *)map_guarded(mapping_byte_count(byte_count), &locked_byte_count);
    header->locked_byte_count = locked_byte_count;
    return header + 1;
}

// Undoes `map_alone(byte_count)`; unmapping unlocks, too. The caller holds the lock.
static void unmap_alone(void *bytes, size_t byte_count) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const size_t inner_byte_count = mapping_byte_count(byte_count);
    mapping_header *header = (mapping_header *)bytes - 1;
    // A child has its parent's mappings, not their locks.
    usage.locked -= header->locked_byte_count < usage.locked ? header->locked_byte_count : usage.locked;
    usage.mapped -= inner_byte_count;
    munmap((uint8_t *)header - page, inner_byte_count + 2 * page);
}

static size_t class_of(size_t byte_count) {
    size_t shift = SMALLEST_SHIFT;
    while (((size_t)1 << shift) < byte_count) {
        shift++;
    }
    return shift - SMALLEST_SHIFT;
}

// Cuts a new slab into chunks of one class. The caller holds the lock.
static void add_slab(size_t class) {
    const size_t chunk = (size_t)1 << (class + SMALLEST_SHIFT);
    size_t locked_byte_count;
    uint8_t *slab = map_guarded(SLAB_BYTE_COUNT, &locked_byte_count);
    for (size_t offset = SLAB_BYTE_COUNT; offset >= chunk; offset -= chunk) {
        free_chunk *free_one = (free_chunk *)(void *)(slab + offset - chunk);
        free_one->next = free_chunks[class];
        free_chunks[class] = free_one;
    }
}

void *hufu_secure_allocate(size_t byte_count) {
    void *bytes;
    pthread_mutex_lock(&lock);
    if (byte_count > ((size_t)1 << LARGEST_SHIFT)) {
        bytes = map_alone(byte_count);
    } else {
        const size_t class = class_of(byte_count);
        if (free_chunks[class] == NULL) {
            add_slab(class);
        }
        free_chunk *taken = free_chunks[class];
        free_chunks[class] = taken->next;
        taken->next = NULL;  // the rest of a free chunk is zero already
        bytes = taken;
    }
    pthread_mutex_unlock(&lock);
    return bytes;
}

void hufu_secure_free(void *bytes, size_t byte_count) {
    if (bytes == NULL) {
        return;
    }
    hufu_wipe(bytes, byte_count);
    pthread_mutex_lock(&lock);
    if (byte_count > ((size_t)1 << LARGEST_SHIFT)) {
        unmap_alone(bytes, byte_count);
    } else {
        const size_t class = class_of(byte_count);
        free_chunk *returned = bytes;
        returned->next = free_chunks[class];
        free_chunks[class] = returned;
    }
    pthread_mutex_unlock(&lock);
}

hufu_secure_memory_usage_t hufu_secure_memory_usage(void) {
    pthread_mutex_lock(&lock);
    const hufu_secure_memory_usage_t now = usage;
    pthread_mutex_unlock(&lock);
    return now;
}
