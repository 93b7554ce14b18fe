// SPDX-License-Identifier: Apache-2.0

/// Puts every kernel that this CPU supports on trial against a reference. `--help` says how.
///
/// Case n has n bytes of text up to 4,200; from there on its length is drawn: its logarithm is uniform up to 16 KiB,
/// for one case in four up to 1 MiB. The same seed and case make the same trial on every kernel.
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "crash.h"
#include "reference.h"
#include "trial.h"

enum { ordered_max = 4200, short_max = 1 << 14 };

static const subject subjects[] = {
    {"ecb", trial_ecb},
    {"cbc", trial_cbc},
    {"ctr", trial_ctr},
    {"gcm", trial_gcm},
    {"gcm-blocks", trial_gcm_blocks},
    {"gcm-stream", trial_gcm_stream},
    {"ccm", trial_ccm},
};
enum { subject_count = sizeof subjects / sizeof subjects[0] };

typedef struct options {
    uint64_t case_count, seed, first_case;
    const char *kernel;
} options;

static const char usage[] =
    "usage: kernels [--cases N] [--seed S] [--case N] [--kernel NAME] [--guard end|start|none]\n"
    "  --cases N   cases a kernel, 100000 unless told\n"
    "  --seed S    where all draws begin; of the clock unless told\n"
    "  --case N    this case alone\n"
    "  --guard G   all buffers end at a page without access, or start behind one, or neither, at alignments 0 to 63;\n"
    "              drawn for each buffer unless told\n";

/// Ends the program with a message about its arguments.
static _Noreturn void refuse(const char *message, const char *value) {
    fprintf(stderr, "kernels: %s '%s'\n%s", message, value, usage);
    exit(64);
}

static uint64_t parse_number(const char *text) {
    char *end;
    errno = 0;
    uint64_t number = strtoull(text, &end, 0);
    if (end == text || *end != 0 || errno != 0) {
        refuse("not a number:", text);
    }
    return number;
}

static placement parse_guard(const char *text) {
    static const char *const names[] = {"end", "start", "none"};
    for (size_t i = 0; i < 3; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (placement)i;
        }
    }
    refuse("no such guard:", text);
}

static options parse(int count, char **arguments) {
    static const struct option known[] = {
        {"cases", required_argument, NULL, 'n'}, {"seed", required_argument, NULL, 's'},
        {"case", required_argument, NULL, 'c'},  {"kernel", required_argument, NULL, 'k'},
        {"guard", required_argument, NULL, 'g'}, {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    options options = {.case_count = 100000, .seed = (uint64_t)time(NULL)};
    bool is_single = false;
    for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (option) {
            case 'n': options.case_count = parse_number(optarg); break;
            case 's': options.seed = parse_number(optarg); break;
            case 'c': options.first_case = parse_number(optarg); is_single = true; break;
            case 'k': options.kernel = optarg; break;
            case 'g': buffers_fix(parse_guard(optarg)); break;
            case 'h': fputs(usage, stdout); exit(0);
            default: fputs(usage, stderr); exit(64);
        }
    }
    if (is_single) {
        options.case_count = 1;
    }
    return options;
}

static size_t draw_text_len(draws *draws, uint64_t number) {
    if (number <= ordered_max) {
        return (size_t)number;
    }
    return draw_length(draws, draw_one_in(draws, 4) ? buffer_max : short_max);
}

/// Runs all subjects of one case; answers whether all passed.
static bool run_case(const csm4_kernel *kernel, uint64_t seed, uint64_t number, uint64_t *processed) {
    static uint8_t text[buffer_max], expected[buffer_max];
    bool has_passed = true;
    draws draws = draws_from(seed, number, 0);
    trial common = {.kernel = kernel, .seed = seed, .number = number, .text = text, .expected = expected};
    common.text_len = draw_text_len(&draws, number);
    draw_bytes(&draws, common.key, sizeof common.key);
    draw_bytes(&draws, text, common.text_len < short_max ? short_max : common.text_len);
    for (size_t i = 0; i < subject_count; i++) {
        trial trial = common;
        trial.subject = subjects[i].name;
        trial.draws = draws_from(seed, number, i + 1);
        crash_watch(&trial);
        buffers_reset();
        subjects[i].run(&trial);
        trial_check_buffers(&trial);
        *processed += trial.processed;
        has_passed = has_passed && !trial.has_failed;
    }
    return has_passed;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/// Runs all cases on one kernel; answers how many failed.
static uint64_t run_kernel(const csm4_kernel *kernel, const options *options) {
    const char *name = csm4_kernel_name(kernel);
    bool is_terminal = isatty(STDOUT_FILENO);
    uint64_t failed = 0, processed = 0;
    double start = now();
    for (uint64_t i = 0; i < options->case_count; i++) {
        failed += !run_case(kernel, options->seed, options->first_case + i, &processed);
        if (is_terminal && i % 256 == 0) {
            printf("\r%s: case %" PRIu64 " of %" PRIu64, name, i, options->case_count);
            fflush(stdout);
        }
    }
    printf(
        "%s%s: %" PRIu64 " cases, %.2f GB of text, %.0f s, %" PRIu64 " failed\n", is_terminal ? "\r\033[K" : "", name,
        options->case_count, (double)processed * 1e-9, now() - start, failed);
    fflush(stdout);
    return failed;
}

int main(int count, char **arguments) {
    options options = parse(count, arguments);
    uint64_t failed = 0, run_count = 0;
    buffers_open();
    printf("against %s, seed %" PRIu64 ", subjects:", reference_open(), options.seed);
    for (size_t i = 0; i < subject_count; i++) {
        printf(" %s", subjects[i].name);
    }
    puts("");
    fflush(stdout);
    for (size_t i = 0; i < csm4_kernel_count(); i++) {
        const csm4_kernel *kernel = csm4_kernel_at(i);
        if (options.kernel && strcmp(options.kernel, csm4_kernel_name(kernel)) != 0) {
            continue;
        }
        if (csm4_kernel_is_supported(kernel)) {
            failed += run_kernel(kernel, &options);
            run_count++;
        } else {
            printf("%s: not supported by this CPU, not run\n", csm4_kernel_name(kernel));
        }
    }
    if (run_count == 0) {
        refuse("no kernel of this name runs here:", options.kernel);
    }
    printf("%" PRIu64 " passed, %" PRIu64 " failed\n", run_count * options.case_count - failed, failed);
    return failed > 0;
}
