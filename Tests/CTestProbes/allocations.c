// SPDX-License-Identifier: Apache-2.0
//
// Counts this thread's heap allocations: glibc's own functions under the names that the whole process calls.
//
// The test executable defines these names, so the dynamic linker binds every library's calls to them, too: libcrypto's,
// libgcrypt's, the Swift runtime's, glibc's own. Each forwards to the function that glibc exports under a second name
// (or to memalign, which serves every alignment), and `free` stays glibc's. A sanitizer brings its own allocator, which
// must stay in place: there nothing is counted.
#include "CTestProbes.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || !defined(__GLIBC__)

int hufu_probe_allocations_are_counted(void) {
    return 0;
}

void hufu_probe_start_counting(void) {
}

size_t hufu_probe_stop_counting(void) {
    return 0;
}

#else

extern void *__libc_malloc(size_t byte_count);
extern void *__libc_calloc(size_t count, size_t byte_count);
extern void *__libc_realloc(void *bytes, size_t byte_count);
extern void *__libc_memalign(size_t alignment, size_t byte_count);

// Declared here because <stdlib.h> gives them attributes, such as nonnull, that a definition need not share.
void *malloc(size_t byte_count);
void *calloc(size_t count, size_t byte_count);
void *realloc(void *bytes, size_t byte_count);
void *reallocarray(void *bytes, size_t count, size_t byte_count);
void *memalign(size_t alignment, size_t byte_count);
void *aligned_alloc(size_t alignment, size_t byte_count);
int posix_memalign(void **bytes, size_t alignment, size_t byte_count);
void *valloc(size_t byte_count);
void *pvalloc(size_t byte_count);

static _Thread_local int is_counting;
static _Thread_local size_t allocation_count;

static void count_one(void) {
    allocation_count += is_counting != 0;
}

int hufu_probe_allocations_are_counted(void) {
    return 1;
}

void hufu_probe_start_counting(void) {
    allocation_count = 0;
    is_counting = 1;
}

size_t hufu_probe_stop_counting(void) {
    is_counting = 0;
    return allocation_count;
}

void *malloc(size_t byte_count) {
    count_one();
    return __libc_malloc(byte_count);
}

void *calloc(size_t count, size_t byte_count) {
    count_one();
    return __libc_calloc(count, byte_count);
}

void *realloc(void *bytes, size_t byte_count) {
    count_one();
    return __libc_realloc(bytes, byte_count);
}

void *reallocarray(void *bytes, size_t count, size_t byte_count) {
    size_t total;
    if (__builtin_mul_overflow(count, byte_count, &total)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(bytes, total);
}

void *memalign(size_t alignment, size_t byte_count) {
    count_one();
    return __libc_memalign(alignment, byte_count);
}

void *aligned_alloc(size_t alignment, size_t byte_count) {
    return memalign(alignment, byte_count);
}

int posix_memalign(void **bytes, size_t alignment, size_t byte_count) {
    if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) {
        return EINVAL;
    }
    const int errno_before = errno;
    void *allocated = memalign(alignment, byte_count);
    errno = errno_before;
    if (allocated == NULL) {
        return ENOMEM;
    }
    *bytes = allocated;
    return 0;
}

void *valloc(size_t byte_count) {
    return memalign((size_t)sysconf(_SC_PAGESIZE), byte_count);
}

void *pvalloc(size_t byte_count) {
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    return byte_count > SIZE_MAX - page ? NULL : valloc((byte_count + page - 1) / page * page);
}

#endif
