// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine
internal import Glibc

/// Owns one open file of the operating system and closes it.
struct FileDescriptor: ~Copyable {
    /// What the operating system answered in place of success.
    struct Failure: Error {
        /// The error number.
        let code: CInt

        /// The number of the call that has just failed.
        static var latest: Failure { Failure(code: errno) }

        /// The system's own words.
        var reason: String { unsafe String(cString: strerror(code)) }
    }

    private let number: CInt

    /// Opens `path`; never given on to a child process, and never through a symbolic link as its last part.
    init(path: String, flags: CInt, mode: mode_t = 0) throws(Failure) {
        number = unsafe open(path, flags | O_NOFOLLOW | O_CLOEXEC, mode)
        guard number >= 0 else { throw .latest }
    }

    deinit { if number >= 0 { _ = close(number) } }

    /// What the system says about this very file.
    borrowing func status() throws(Failure) -> stat {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw .latest }
        return status
    }

    /// Reads up to `byteCount` bytes into locked memory; fewer only when the file ends, and then the rest is zero.
    borrowing func read(byteCount: Int) throws(Failure) -> KeyMaterial {
        try KeyMaterial(byteCount: byteCount) { (bytes: inout MutableSpan<UInt8>) throws(Failure) in
            try unsafe bytes.withUnsafeMutableBufferPointer { buffer throws(Failure) in
                var position = 0
                while position < byteCount {
                    let start = unsafe buffer.baseAddress.map { unsafe $0 + position }
                    let count = unsafe Glibc.read(number, start, byteCount - position)
                    if count == 0 { break }
                    if count > 0 { position += count } else if errno != EINTR { throw .latest }
                }
            }
        }
    }

    /// Writes all bytes.
    borrowing func write(_ material: borrowing KeyMaterial) throws(Failure) {
        try unsafe material.withUnsafeBytes { (buffer: UnsafeBufferPointer<UInt8>) throws(Failure) in
            var position = 0
            while position < buffer.count {
                let start = unsafe buffer.baseAddress.map { unsafe $0 + position }
                let count = unsafe Glibc.write(number, start, buffer.count - position)
                if count >= 0 { position += count } else if errno != EINTR { throw .latest }
            }
        }
    }

    /// Sets the mode, whatever the process's mask is.
    borrowing func setMode(_ mode: mode_t) throws(Failure) {
        guard fchmod(number, mode) == 0 else { throw .latest }
    }

    /// Returns when the disk has everything.
    borrowing func synchronize() throws(Failure) {
        guard fsync(number) == 0 else { throw .latest }
    }
}
