// SPDX-License-Identifier: Apache-2.0
internal import CSecureMemory

/// The operating system's random generator (getrandom), the second source beside the edition's own.
package enum SystemEntropy {
    /// `count` fresh bytes, for public values such as salts.
    ///
    /// - Throws: ``CryptoError/randomUnavailable`` when the system gives none.
    package static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let failure = unsafe bytes.withUnsafeMutableBytes { buffer -> CInt in
            guard let start = buffer.baseAddress else { return 0 }
            return unsafe hufu_system_random(start, buffer.count)
        }
        guard failure == 0 else { throw .randomUnavailable }
        return bytes
    }
}

/// How the process protects the memory that holds keys.
package enum SecureMemory {
    /// Bytes mapped for keys, and how many of them the kernel agreed to lock.
    package struct Usage: Sendable, Equatable {
        package let mappedByteCount: Int
        package let lockedByteCount: Int
    }

    package static var usage: Usage {
        let now = hufu_secure_memory_usage()
        return Usage(mappedByteCount: now.mapped, lockedByteCount: now.locked)
    }

    /// Forbids core dumps and reading this process's memory by others of the same user. False when the system refuses.
    package static func hardenProcess() -> Bool { hufu_harden_process() == 0 }
}
