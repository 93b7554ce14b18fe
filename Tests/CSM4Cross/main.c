// SPDX-License-Identifier: Apache-2.0

/// csm4-cross COUNT SEED [BEST]: tests every supported kernel with COUNT random cases; the fastest is to be BEST.
#include "cross.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void check(tally *tally, bool is_right, const char *format, ...) {
    if (is_right) {
        tally->passed++;
        return;
    }
    if (tally->failed++ < 10) {
        va_list arguments;
        va_start(arguments, format);
        printf("%s: wrong: ", csm4_kernel_name(tally->kernel));
        vprintf(format, arguments);
        printf("\n");
        va_end(arguments);
    }
}

int main(int argc, char **argv) {
    if (argc < 3 || argc > 4) {
        fprintf(stderr, "usage: %s COUNT SEED [BEST]\n", argv[0]);
        return 64;
    }
    unsigned long count = strtoul(argv[1], NULL, 10);
    uint64_t seed = strtoull(argv[2], NULL, 10);
    unsigned long passed = 0, failed = 0;
    const char *best = csm4_kernel_name(csm4_kernel_best());
    printf("fastest kernel here: %s\n", best);
    if (argc == 4 && strcmp(best, argv[3]) != 0) {
        printf("wrong: it should be %s\n", argv[3]);
        failed++;
    }
    for (size_t i = 0; i < csm4_kernel_count(); i++) {
        tally tally = {.kernel = csm4_kernel_at(i)};
        if (!csm4_kernel_is_supported(tally.kernel)) {
            printf("%s: not supported by this processor\n", csm4_kernel_name(tally.kernel));
            continue;
        }
        known_answers(&tally);
        residues(&tally);
        if (tally.kernel != &csm4_kernel_portable) {
            random_cases(&tally, count, seed);
        }
        printf("%s: %lu checks passed, %lu failed\n", csm4_kernel_name(tally.kernel), tally.passed, tally.failed);
        passed += tally.passed;
        failed += tally.failed;
    }
    printf("%lu passed, %lu failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
