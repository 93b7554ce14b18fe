// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt

/// Another part of a process that uses libgcrypt, too, and came first. For tests in a process of their own.
package enum ForeignLibgcrypt {
    /// Initialises the library as its manual says, with its default generator.
    ///
    /// - Returns: whether it was not initialised before and is now.
    package static func initialize() -> Bool {
        guard hufu_gcry_is_initialized() == 0, unsafe gcry_check_version(nil) != nil else { return false }
        return hufu_gcry_finish_initialization(16_384) == 0 && hufu_gcry_is_initialized() != 0
    }
}
