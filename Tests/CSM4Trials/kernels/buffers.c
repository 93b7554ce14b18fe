// SPDX-License-Identifier: Apache-2.0

#include "buffers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#include <sanitizer/asan_interface.h>
#define POISON(begin, end) __asan_poison_memory_region(begin, (size_t)((end) - (begin)))
#define UNPOISON(begin, end) __asan_unpoison_memory_region(begin, (size_t)((end) - (begin)))
#endif
#endif
#ifndef POISON
#define POISON(begin, end) ((void)(begin), (void)(end))
#define UNPOISON(begin, end) ((void)(begin), (void)(end))
#endif

enum { stretch_count = 16, beside_max = 256, pattern = 0xC3 };

/// One stretch of accessible memory from `begin` to `end` and the buffer in it.
typedef struct stretch {
    uint8_t *begin, *end;
    const char *name;
    uint8_t *buffer;
    size_t byte_count;
} stretch;

static stretch stretches[stretch_count];
static size_t used_count;
static size_t page_size;
static bool is_fixed;
static placement fixed;

void buffers_open(void) {
    page_size = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = buffer_max + page_size;
    for (size_t i = 0; i < stretch_count; i++) {
        uint8_t *memory = mmap(NULL, size + 2 * page_size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED || mprotect(memory + page_size, size, PROT_READ | PROT_WRITE) != 0) {
            perror("buffers_open");
            exit(2);
        }
        stretches[i].begin = memory + page_size;
        stretches[i].end = stretches[i].begin + size;
    }
}

void buffers_fix(placement placement) {
    is_fixed = true;
    fixed = placement;
}

/// The bytes beside a buffer that hold the pattern: from `first` to the buffer, and from behind it to `last`.
static void find_beside(const stretch *stretch, uint8_t **first, uint8_t **last) {
    size_t before = (size_t)(stretch->buffer - stretch->begin);
    size_t behind = (size_t)(stretch->end - (stretch->buffer + stretch->byte_count));
    *first = stretch->buffer - (before < beside_max ? before : beside_max);
    *last = stretch->buffer + stretch->byte_count + (behind < beside_max ? behind : beside_max);
}

void buffers_reset(void) {
    for (size_t i = 0; i < used_count; i++) {
        uint8_t *first, *last;
        find_beside(&stretches[i], &first, &last);
        UNPOISON(first, last);
    }
    used_count = 0;
}

/// Takes the next stretch and puts a buffer into it, `offset` bytes behind a multiple of 64 where it lies between.
static uint8_t *place(draws *draws, const char *name, size_t byte_count, size_t offset) {
    if (used_count == stretch_count || byte_count > buffer_max) {
        fprintf(stderr, "buffers: %s, %zu bytes: no room\n", name, byte_count);
        exit(2);
    }
    stretch *stretch = &stretches[used_count++];
    placement placement = is_fixed ? fixed : (enum placement)draw_below(draws, 3);
    stretch->name = name;
    stretch->byte_count = byte_count;
    switch (placement) {
        case placement_end: stretch->buffer = stretch->end - byte_count; break;
        case placement_start: stretch->buffer = stretch->begin; break;
        case placement_none: stretch->buffer = stretch->begin + beside_max + offset; break;
    }
    uint8_t *first, *last;
    uint8_t *behind = stretch->buffer + byte_count;
    find_beside(stretch, &first, &last);
    memset(first, pattern, (size_t)(stretch->buffer - first));
    memset(behind, pattern, (size_t)(last - behind));
    POISON(first, stretch->buffer);
    POISON(behind, last);
    return stretch->buffer;
}

uint8_t *buffer_place(draws *draws, const char *name, size_t byte_count) {
    if (byte_count == 0 && draw_one_in(draws, 2)) {
        return NULL;
    }
    return place(draws, name, byte_count, draw_below(draws, 64));
}

uint8_t *buffer_copy(draws *draws, const char *name, const uint8_t *bytes, size_t byte_count) {
    uint8_t *buffer = buffer_place(draws, name, byte_count);
    if (byte_count > 0) {
        memcpy(buffer, bytes, byte_count);
    }
    return buffer;
}

void *buffer_place_object(draws *draws, const char *name, size_t byte_count) {
    return place(draws, name, byte_count, 0);
}

static bool is_pattern(const uint8_t *begin, const uint8_t *end) {
    while (begin < end && *begin == pattern) {
        begin++;
    }
    return begin == end;
}

const char *buffers_changed_beside(void) {
    for (size_t i = 0; i < used_count; i++) {
        const stretch *stretch = &stretches[i];
        uint8_t *first, *last;
        uint8_t *behind = stretch->buffer + stretch->byte_count;
        find_beside(stretch, &first, &last);
        UNPOISON(first, last);
        bool is_unchanged = is_pattern(first, stretch->buffer) && is_pattern(behind, last);
        POISON(first, stretch->buffer);
        POISON(behind, last);
        if (!is_unchanged) {
            return stretch->name;
        }
    }
    return NULL;
}

void buffers_describe(uintptr_t address, char *text, size_t size) {
    text[0] = 0;
    for (size_t i = 0; i < used_count; i++) {
        const stretch *stretch = &stretches[i];
        uintptr_t buffer = (uintptr_t)stretch->buffer;
        if (address < (uintptr_t)stretch->begin - page_size || address >= (uintptr_t)stretch->end + page_size) {
            continue;
        }
        if (address < buffer) {
            snprintf(text, size, "%zu bytes before %s", (size_t)(buffer - address), stretch->name);
        } else {
            snprintf(text, size, "byte %zu of %s, which has %zu", (size_t)(address - buffer), stretch->name,
                stretch->byte_count);
        }
    }
}
