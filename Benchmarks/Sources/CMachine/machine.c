// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE

#include "CMachine.h"

#include <errno.h>
#include <sched.h>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

uint64_t hufu_machine_time_stamp(void) {
#if defined(__x86_64__)
    unsigned cpu;
    return __rdtscp(&cpu);
#else
    return 0;
#endif
}

int hufu_machine_pin(int cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    return sched_setaffinity(0, sizeof set, &set) == 0 ? 0 : errno;
}
