// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The three descriptors that a process expects open from its start.
package enum StandardStreams {
    /// Takes the place of each one that the caller closed, so that no file opened later, such as the store or an output,
    /// gets its number and receives what is meant for people.
    ///
    /// `/dev/null` stands in, opened the wrong way round: reading a closed standard input fails, and so does writing to
    /// a closed standard output, instead of an empty input or a lost result that looks like success. To be called before
    /// anything else opens a file.
    package static func holdPlaces() {
        for (descriptor, wrongWay) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)] {
            guard fcntl(descriptor, F_GETFD) == -1, errno == EBADF else { continue }
            let stand = unsafe open("/dev/null", wrongWay)
            // The lowest free number is given out, which is this one; without /dev/null nothing can be done.
            guard stand >= 0, stand != descriptor else { continue }
            _ = dup2(stand, descriptor)
            _ = close(stand)
        }
    }
}
