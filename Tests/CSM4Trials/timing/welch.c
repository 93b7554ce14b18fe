// SPDX-License-Identifier: Apache-2.0

#include "welch.h"

#include <math.h>

enum { count_min = 1000 };

void welch_add(welch *welch, int class, double value) {
    welch->count[class] += 1;
    double distance = value - welch->mean[class];
    welch->mean[class] += distance / welch->count[class];
    welch->squares[class] += distance * (value - welch->mean[class]);
}

double welch_t(const welch *welch) {
    if (welch->count[0] < count_min || welch->count[1] < count_min) {
        return 0;
    }
    double error = 0;
    for (int class = 0; class < 2; class++) {
        error += welch->squares[class] / (welch->count[class] - 1) / welch->count[class];
    }
    return error > 0 ? (welch->mean[0] - welch->mean[1]) / sqrt(error) : 0;
}
