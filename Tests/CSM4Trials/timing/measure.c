// SPDX-License-Identifier: Apache-2.0

#include "measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "welch.h"

enum { batch_max = 10000, cut_count = 8 };

/// The shares of the measurements that lie below each cut. The last cuts nothing off.
static const double shares[cut_count] = {0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1};

/// Inputs, their classes and how long each took.
static uint8_t inputs[batch_max][input_max];
static int classes[batch_max];
static uint64_t ticks[batch_max];

static void make_batch(const row *row, const bench *bench, draws *draws, size_t count) {
    for (size_t i = 0; i < count; i++) {
        classes[i] = (int)draw_below(draws, 2);
        row->make_input(bench, draws, classes[i], inputs[i]);
    }
}

static void time_batch(const row *row, bench *bench, size_t count) {
    for (size_t i = 0; i < count; i++) {
        memcpy(bench->input, inputs[i], row->byte_count);
        row->prepare(bench);
        uint64_t begin = clock_begin();
        row->run(bench);
        ticks[i] = clock_end() - begin;
    }
}

static int compare(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/// Sorts the ticks of a whole batch and takes the cuts from it.
static void find_cuts(uint64_t cuts[cut_count]) {
    qsort(ticks, batch_max, sizeof ticks[0], compare);
    for (size_t i = 0; i < cut_count; i++) {
        size_t index = (size_t)(shares[i] * batch_max);
        cuts[i] = index < batch_max ? ticks[index] : UINT64_MAX;
    }
}

double measure(const row *row, const csm4_kernel *kernel, size_t sample_count, uint64_t seed) {
    static bench bench;
    draws draws = draws_from(seed, 0, 0);
    welch tests[cut_count] = {0};
    uint64_t cuts[cut_count];
    bench_open(&bench, kernel, &draws);
    make_batch(row, &bench, &draws, batch_max);
    time_batch(row, &bench, batch_max);
    find_cuts(cuts);
    while (sample_count > 0) {
        size_t count = sample_count < batch_max ? sample_count : batch_max;
        make_batch(row, &bench, &draws, count);
        time_batch(row, &bench, count);
        for (size_t i = 0; i < count; i++) {
            for (size_t cut = 0; cut < cut_count; cut++) {
                if (ticks[i] <= cuts[cut]) {
                    welch_add(&tests[cut], classes[i], (double)ticks[i]);
                }
            }
        }
        sample_count -= count;
    }
    double largest = 0;
    for (size_t cut = 0; cut < cut_count; cut++) {
        double t = welch_t(&tests[cut]);
        largest = fabs(t) > fabs(largest) ? t : largest;
    }
    return largest;
}
