// SPDX-License-Identifier: Apache-2.0
#include "CTestProbes.h"

#include <sys/wait.h>
#include <unistd.h>

int hufu_probe_fill_in_child(hufu_probe_fill fill, void *context, uint8_t *bytes, size_t byte_count) {
    int ends[2];
    if (pipe(ends) != 0) {
        return -1;
    }
    const pid_t child = fork();
    if (child == 0) {
        const int failed = fill(context, bytes, byte_count) != 0 || write(ends[1], bytes, byte_count) != (ssize_t)byte_count;
        _exit(failed);
    }
    close(ends[1]);
    size_t received = 0;
    ssize_t count = 0;
    while (child > 0 && received < byte_count && (count = read(ends[0], bytes + received, byte_count - received)) > 0) {
        received += (size_t)count;
    }
    close(ends[0]);
    int status = -1;
    if (child <= 0 || waitpid(child, &status, 0) != child) {
        return -1;
    }
    return status == 0 && received == byte_count ? 0 : -1;
}
