// SPDX-License-Identifier: Apache-2.0

/// The measurement of Reparaz, Balasch and Verbauwhede, "Dude, is my code constant time?" (2017).
///
/// Inputs are made in batches before they are timed. A measurement copies the next input, of a class drawn at random, to
/// the one place that both classes share; then only the call stands between two readings of the clock. A first batch
/// warms up and fixes the percentiles, over both classes, at which later measurements are cut off; it counts for
/// nothing else. Each cut makes a Welch's t of its own, and the largest is the row's.
#ifndef MEASURE_H
#define MEASURE_H

#include "row.h"

/// Measures a row with this many samples of both classes together; answers the t of largest magnitude.
double measure(const row *row, const csm4_kernel *kernel, size_t sample_count, uint64_t seed);

#endif
