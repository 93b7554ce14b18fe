// SPDX-License-Identifier: Apache-2.0
import Glibc

/// Runs a command without what Foundation adds: `posix_spawn` and `waitpid`, nothing else.
enum ChildProcess {
    /// Why a command did not do its work.
    enum Failure: Error {
        /// It could not be started; the number is `errno`'s.
        case notStarted(CInt)
        /// It ended with this status, as `waitpid` tells it.
        case ended(status: CInt)
    }

    /// Runs the command at `path` with this process's environment and its output discarded, and waits for its end.
    ///
    /// - Throws: ``Failure``, also when it does not exit with 0.
    static func run(_ path: String, _ arguments: [String]) throws(Failure) {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)

        var strings = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe strings.indices { unsafe free(strings[index]) } }
        var child: pid_t = 0
        let failure = unsafe posix_spawn(&child, path, &actions, nil, &strings, environ)
        guard failure == 0 else { throw .notStarted(failure) }

        var status: CInt = 0
        guard unsafe waitpid(child, &status, 0) == child else { throw .notStarted(errno) }
        guard status == 0 else { throw .ended(status: status) }
    }
}
