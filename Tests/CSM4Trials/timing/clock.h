// SPDX-License-Identifier: Apache-2.0

/// The processor's clock around a short piece of code. Ticks are of the time-stamp counter on x86-64, of the virtual
/// counter on AArch64.
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

#if defined(__x86_64__)
#include <x86intrin.h>

/// Reads the clock when all that stands before has been done, and before anything that stands behind begins.
static inline uint64_t clock_begin(void) {
    _mm_mfence();
    _mm_lfence();
    uint64_t ticks = __rdtsc();
    _mm_lfence();
    return ticks;
}

static inline uint64_t clock_end(void) {
    unsigned processor;
    uint64_t ticks = __rdtscp(&processor);
    _mm_lfence();
    return ticks;
}
#elif defined(__aarch64__)
static inline uint64_t clock_begin(void) {
    uint64_t ticks;
    __asm__ __volatile__("dsb sy\n\tisb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks) : : "memory");
    return ticks;
}

static inline uint64_t clock_end(void) {
    uint64_t ticks;
    __asm__ __volatile__("isb\n\tmrs %0, cntvct_el0\n\tisb" : "=r"(ticks) : : "memory");
    return ticks;
}
#else
#error "No clock is known for this processor."
#endif

#endif
