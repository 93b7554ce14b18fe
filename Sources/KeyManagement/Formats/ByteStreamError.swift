// SPDX-License-Identifier: Apache-2.0

/// Why a ``ByteSource`` or ``ByteSink`` failed.
package struct ByteStreamError: Error, Equatable {
    /// The system's own words, such as `No space left on device`.
    package let reason: String

    package init(reason: String) { self.reason = reason }
}
