// SPDX-License-Identifier: Apache-2.0

/// Runs every kernel under valgrind's memcheck with its secrets marked undefined: memcheck then reports each branch and
/// each address that depends on one (the method of Langley's ctgrind, 2010). `--list` only names the kernels that run.
///
/// Secret are: keys, plaintext, and by that round keys, H, key stream and computed tags. Public are: lengths, nonces,
/// counters, ciphertext, associated data, the tag that came with a message, and, by `csm4_declassify`, whether it is
/// right. Compiled with CSM4_CHECK_SECRETS.
#include <stdio.h>
#include <string.h>
#include <valgrind/memcheck.h>

#include "row.h"

/// Marks the secret bytes of a row before it runs.
static void hide(bench *bench) {
    VALGRIND_MAKE_MEM_UNDEFINED(bench->key, sizeof bench->key);
    VALGRIND_MAKE_MEM_UNDEFINED(bench->text, sizeof bench->text);
}

/// Ends the secrecy of a row's memory, so that the next one begins anew.
static void reveal(bench *bench) {
    VALGRIND_MAKE_MEM_DEFINED(bench, sizeof *bench);
}

/// Runs one row; answers how many uses of secrets memcheck reported in it.
static unsigned count_uses(const row *row, const csm4_kernel *kernel) {
    static bench bench;
    memset(&bench, 0, sizeof bench);
    bench.kernel = kernel;
    unsigned before = VALGRIND_COUNT_ERRORS;
    hide(&bench);
    row->run(&bench);
    reveal(&bench);
    return VALGRIND_COUNT_ERRORS - before;
}

/// Runs all rows of a kernel; answers how many failed.
static size_t try_kernel(const csm4_kernel *kernel) {
    size_t failed = 0;
    for (size_t i = 0; i < row_count; i++) {
        unsigned uses = count_uses(&rows[i], kernel);
        printf("%-12s %-40s %s", csm4_kernel_name(kernel), rows[i].name, uses == 0 ? "PASS" : "FAIL");
        printf(uses == 0 ? "\n" : ", %u uses of a secret\n", uses);
        fflush(stdout);
        failed += uses != 0;
    }
    return failed;
}

int main(int count, char **arguments) {
    bool is_list = count > 1 && strcmp(arguments[1], "--list") == 0;
    size_t failed = 0, tried = 0;
    if (!is_list && !RUNNING_ON_VALGRIND) {
        fputs("secrets: runs under valgrind only\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < csm4_kernel_count(); i++) {
        const csm4_kernel *kernel = csm4_kernel_at(i);
        if (!csm4_kernel_is_supported(kernel)) {
            continue;
        }
        if (is_list) {
            puts(csm4_kernel_name(kernel));
        } else {
            failed += try_kernel(kernel);
            tried += row_count;
        }
    }
    if (is_list) {
        return 0;
    }
    bool is_seen = true;
    for (size_t i = 0; i < control_count; i++) {
        unsigned uses = count_uses(&controls[i], csm4_kernel_best());
        printf("control: %s: %s\n", controls[i].name, uses > 0 ? "seen" : "FAIL, not seen");
        is_seen = is_seen && uses > 0;
    }
    printf("%zu passed, %zu failed\n", tried - failed, failed);
    return failed > 0 || !is_seen;
}
