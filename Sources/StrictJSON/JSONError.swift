// SPDX-License-Identifier: Apache-2.0

/// Why a text is no JSON that is taken. The reason may name a field, never a value.
package struct JSONError: Error, Sendable, Equatable {
    /// The line, from 1.
    package let line: Int
    /// What is wrong there.
    package let reason: String
}
