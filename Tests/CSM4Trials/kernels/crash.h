// SPDX-License-Identifier: Apache-2.0

/// Says which trial was running when the program is killed by a fault: a kernel touched a page that allows no access,
/// executed an instruction that this CPU lacks, or a sanitizer found something.
#ifndef CRASH_H
#define CRASH_H

#include "trial.h"

/// Watches a trial until the next call. The first call sets the handlers up.
void crash_watch(const trial *trial);

#endif
