// SPDX-License-Identifier: Apache-2.0

/// Measures whether the time that a kernel takes depends on secrets: `timing [SAMPLES [SEED [KERNEL]]]`.
///
/// A row passes when |t| < 4.5. One that does not is measured twice more, with inputs drawn anew, and passes when both
/// of these do: a leak shows every time, a neighbour on the machine does not. All of its figures are printed.
#include <inttypes.h>
#include <math.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "leaky_kernel.h"
#include "measure.h"

enum { attempts_max = 3 };
static const double limit = 4.5;

/// Stays on the processor that runs now, so that its clock and its caches stay the same.
static void pin(void) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(sched_getcpu(), &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0) {
        perror("timing: not pinned to one processor");
    }
}

/// Measures one row; answers whether it passed.
static bool try_row(const row *row, const csm4_kernel *kernel, size_t sample_count, uint64_t seed) {
    printf("%-12s %-50s", csm4_kernel_name(kernel), row->name);
    size_t failed = 0, attempts = 0;
    do {
        double t = measure(row, kernel, sample_count, seed + attempts);
        printf(" %+8.2f", t);
        fflush(stdout);
        failed += fabs(t) >= limit;
        attempts++;
    } while (failed == 1 && attempts < attempts_max);
    bool has_passed = failed < 2;
    puts(has_passed ? "  PASS" : "  FAIL");
    return has_passed;
}

/// Measures the leaky kernel; answers whether the leak was seen.
static bool try_control(size_t sample_count, uint64_t seed) {
    double t = measure(control_row, leaky_kernel(), sample_count, seed);
    bool is_seen = fabs(t) > limit;
    printf(
        "%-12s %-50s %+8.2f  %s\n", "leaky", control_row->name, t,
        is_seen ? "control: leak seen" : "control: FAIL, the planted leak was not seen");
    return is_seen;
}

int main(int count, char **arguments) {
    size_t sample_count = count > 1 ? strtoull(arguments[1], NULL, 0) : 1000000;
    uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 0) : (uint64_t)time(NULL);
    const char *wanted = count > 3 ? arguments[3] : NULL;
    size_t failed = 0, passed = 0;
    pin();
    printf(
        "%zu samples a row, seed %" PRIu64 ", limit |t| < %.1f; a row beyond it is measured twice more\n", sample_count,
        seed, limit);
    if (!try_control(sample_count, seed)) {
        failed++;
    }
    for (size_t i = 0; i < csm4_kernel_count(); i++) {
        const csm4_kernel *kernel = csm4_kernel_at(i);
        if ((wanted && strcmp(wanted, csm4_kernel_name(kernel)) != 0) || !csm4_kernel_is_supported(kernel)) {
            continue;
        }
        for (size_t r = 0; r < row_count; r++) {
            bool has_passed = try_row(&rows[r], kernel, sample_count, seed + (r + 1) * attempts_max);
            passed += has_passed;
            failed += !has_passed;
        }
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
