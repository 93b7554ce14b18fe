// SPDX-License-Identifier: Apache-2.0

/// Welch's t of two classes of measurements, kept with running means and variances (Welford 1962).
#ifndef WELCH_H
#define WELCH_H

typedef struct welch {
    double count[2], mean[2], squares[2];
} welch;

/// Takes one measurement of class 0 or 1.
void welch_add(welch *welch, int class, double value);

/// The difference of the means over its standard error; 0 while a class has fewer than 1,000 measurements.
double welch_t(const welch *welch);

#endif
