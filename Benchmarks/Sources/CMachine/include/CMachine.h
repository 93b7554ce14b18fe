// SPDX-License-Identifier: Apache-2.0

/// What a measurement asks of the machine and Swift cannot: the time stamp counter, and a CPU to stay on.
#ifndef HUFU_CMACHINE_H
#define HUFU_CMACHINE_H

#include <stdint.h>

/// The time stamp counter, which runs at a fixed rate whatever the core's clock does; 0 where this CPU counts no cycles.
uint64_t hufu_machine_time_stamp(void);

/// Keeps the calling thread, and the threads it starts from here on, on one CPU.
/// - Returns: 0; or `errno`.
int hufu_machine_pin(int cpu);

#endif
