// SPDX-License-Identifier: Apache-2.0

#include "crash.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const trial *watched;

/// Prints the trial. The handlers run on the thread that faulted inside a kernel, so `stdio` is in no other's hands.
static void report(const char *what) {
    char text[1024];
    trial_describe(watched, text, sizeof text);
    fprintf(stderr, "FAILED %s\n  %s\n", text, what);
}

static void on_fault(int number, siginfo_t *information, void *context) {
    (void)context;
    char where[160], what[256];
    buffers_describe((uintptr_t)information->si_addr, where, sizeof where);
    snprintf(what, sizeof what, "%s%s%s", strsignal(number), where[0] ? ", touched " : "", where);
    report(what);
    printf("the run ended at case %llu: 1 failed\n", (unsigned long long)watched->number);
    fflush(stdout);
    _exit(1);
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
/// AddressSanitizer calls this before it reports and ends the program; it takes faults itself.
void __asan_on_error(void);
void __asan_on_error(void) {
    report("AddressSanitizer's report follows");
}
#endif
#endif

void crash_watch(const trial *trial) {
    static _Alignas(16) char stack[64 * 1024];
    if (!watched) {
        stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
        struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND};
        sigaltstack(&alternative, NULL);
        for (size_t i = 0; i < 4; i++) {
            sigaction((int[]){SIGSEGV, SIGBUS, SIGILL, SIGFPE}[i], &action, NULL);
        }
    }
    watched = trial;
}
