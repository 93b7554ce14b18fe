// SPDX-License-Identifier: Apache-2.0

/// One subject of one case: the function of a kernel on trial, the draws it is made from, and what went wrong.
#ifndef TRIAL_H
#define TRIAL_H

#include "CSM4.h"
#include "buffers.h"

typedef struct trial {
    const csm4_kernel *kernel;
    const char *subject;
    uint64_t seed, number;
    /// Of this seed, case and subject alone.
    draws draws;
    /// Bytes of text of the case, up to `buffer_max`. Subjects that take whole blocks round it.
    size_t text_len;
    uint8_t key[CSM4_KEY_BYTES];
    /// Plaintext of `buffer_max` random bytes, and room for as many of what a reference answers; both at no guard.
    uint8_t *text, *expected;
    /// Bytes of text that went through the kernel.
    uint64_t processed;
    /// What the case consists of, for reports.
    char parameters[512];
    bool has_failed;
} trial;

/// The subjects, each in a file of its own. A case runs all of them.
typedef struct subject {
    const char *name;
    void (*run)(trial *trial);
} subject;

void trial_ecb(trial *trial);
void trial_cbc(trial *trial);
void trial_ctr(trial *trial);
void trial_gcm(trial *trial);
void trial_gcm_blocks(trial *trial);
void trial_gcm_stream(trial *trial);
void trial_ccm(trial *trial);

/// Adds to the parameters, as `printf` formats.
void trial_note(trial *trial, const char *format, ...) __attribute__((format(printf, 2, 3)));

/// Records and prints a failure unless `holds`: once per trial, with all that repeats it.
void trial_check(trial *trial, bool holds, const char *what);

/// Records a failure unless two byte strings are equal, and names the first byte that differs.
void trial_check_equal(
    trial *trial, const uint8_t *actual, const uint8_t *expected, size_t byte_count, const char *what);

/// Records a failure when a byte beside a buffer changed.
void trial_check_buffers(trial *trial);

/// Makes the key, or the context, of the trial in guarded memory, from a guarded copy of the key's bytes.
csm4_key *trial_make_key(trial *trial);
csm4_gcm_context *trial_make_context(trial *trial);

/// Formats what repeats a trial: kernel, subject, seed, case, parameters.
void trial_describe(const trial *trial, char *text, size_t size);

#endif
