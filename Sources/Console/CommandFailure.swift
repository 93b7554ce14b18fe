// SPDX-License-Identifier: Apache-2.0

/// A command's own failure, with its text and status.
package struct CommandFailure: Error, CustomStringConvertible {
    package let status: ExitStatus
    package let description: String

    package init(_ status: ExitStatus, _ description: String) {
        self.status = status
        self.description = description
    }
}
