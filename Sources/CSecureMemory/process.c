// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "CSecureMemory.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int hufu_harden_process(void) {
    const struct rlimit no_core = {0, 0};
    if (setrlimit(RLIMIT_CORE, &no_core) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
        return errno;
    }
    return 0;
}
