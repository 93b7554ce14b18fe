// SPDX-License-Identifier: Apache-2.0
//
// The emulated machine's /init: runs /program with the arguments in /arguments (each ended by a zero byte), its output
// on the first serial line, its errors on the second. Reports `exit N` or `signal N` on the third, then switches off.

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { serial_major = 4, first_serial_minor = 64, arguments_size = 1 << 16, most_arguments = 1024 };

// Opens the serial line `number` for writing, at full speed and without any translation of bytes.
static int open_line(unsigned number) {
    char path[] = "/line0";
    path[5] += (char)number;
    if (mknod(path, S_IFCHR | 0600, makedev(serial_major, first_serial_minor + number)) != 0) return -1;
    int line = open(path, O_RDWR | O_NOCTTY);
    struct termios mode;
    if (line < 0 || tcgetattr(line, &mode) != 0) return -1;
    cfmakeraw(&mode);
    cfsetspeed(&mode, B115200);
    mode.c_cflag |= CLOCAL;
    return tcsetattr(line, TCSANOW, &mode) == 0 ? line : -1;
}

// Becomes the program. Returns only if that fails.
static void become_program(int output, int errors) {
    static char text[arguments_size + 1];
    static char *arguments[most_arguments + 1];
    int file = open("/arguments", O_RDONLY);
    ssize_t length = file < 0 ? -1 : read(file, text, arguments_size);
    unsigned count = 0;
    for (ssize_t at = 0; at < length && count < most_arguments; at += (ssize_t)strlen(text + at) + 1) {
        arguments[count++] = text + at;
    }
    mknod("/dev/null", S_IFCHR | 0666, makedev(1, 3));
    int input = open("/dev/null", O_RDONLY);
    if (count == 0 || input < 0 || dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) return;
    close(file);
    execv("/program", arguments);
    fprintf(stderr, "exec: %s\n", strerror(errno));
}

// Bochs ends when it sees these bytes on this port.
static void switch_off(void) {
    if (ioperm(0x8900, 1, 1) == 0) {
        for (const char *next = "Shutdown"; *next; next++) outb((unsigned char)*next, 0x8900);
    }
    for (;;) pause();
}

int main(void) {
    int output = open_line(0), errors = open_line(1), report = open_line(2);
    if (output < 0 || errors < 0 || report < 0) switch_off();
    mount("proc", "/proc", "proc", 0, NULL);
    pid_t program = fork();
    if (program == 0) {
        become_program(output, errors);
        _exit(127);
    }
    int status = 0;
    if (program < 0 || waitpid(program, &status, 0) != program) switch_off();
    tcdrain(output);
    tcdrain(errors);
    if (WIFEXITED(status)) {
        dprintf(report, "exit %d\n", WEXITSTATUS(status));
    } else {
        dprintf(report, "signal %d\n", WTERMSIG(status));
    }
    tcdrain(report);
    switch_off();
}
