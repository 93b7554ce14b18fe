// SPDX-License-Identifier: Apache-2.0
#include "CTestProbes.h"

#include <sys/resource.h>
#include <unistd.h>

int hufu_probe_forbid_locking(void) {
    const struct rlimit nothing = {0, 0};
    if (setrlimit(RLIMIT_MEMLOCK, &nothing) != 0) {
        return -1;
    }
    const uid_t nobody = 65534;
    return geteuid() == 0 ? setuid(nobody) : 0;
}

int hufu_probe_locking_is_feigned(void) {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return 1;
#else
    return 0;
#endif
}
