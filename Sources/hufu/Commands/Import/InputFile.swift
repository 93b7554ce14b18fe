// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation

/// A small file that a command reads whole: a token, a public key, wrapped or raw key material.
struct InputFile {
    /// Where; pipes will do, too.
    let path: String

    /// Longer files are none of these, in bytes.
    static let byteCountLimit = 65_536

    /// Reads bytes that are not secret.
    ///
    /// - Throws: ``CommandFailure`` by ``CommandFailure/reading(_:_:)``; bad data when the file is too long.
    func read() throws(CommandFailure) -> [UInt8] {
        let material = try readMaterial()
        return material.withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }

    /// Reads secret bytes straight into locked memory.
    ///
    /// - Throws: as ``read()``.
    func readMaterial() throws(CommandFailure) -> KeyMaterial {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .reading(path, .latest) }
        defer { close(descriptor) }
        var count = 0
        let buffer = try KeyMaterial(byteCount: InputFile.byteCountLimit + 1) {
            (bytes: inout MutableSpan<UInt8>) throws(CommandFailure) in
            count = try fill(&bytes, from: descriptor)
        }
        guard count <= InputFile.byteCountLimit else {
            throw CommandFailure(
                .badData, "\(path) has more than \(InputFile.byteCountLimit) bytes, so it is not the file meant here.")
        }
        return KeyMaterial(copying: buffer, count: count)
    }

    /// Whether others than the owner may read the file.
    var isOpenToOthers: Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_mode & 0o077 != 0
    }

    private func fill(_ bytes: inout MutableSpan<UInt8>, from descriptor: CInt) throws(CommandFailure) -> Int {
        do throws(SystemFailure) {
            return try unsafe bytes.withUnsafeMutableBufferPointer { buffer throws(SystemFailure) in
                var position = 0
                while position < buffer.count {
                    let start = unsafe buffer.baseAddress.map { unsafe $0 + position }
                    let count = unsafe Foundation.read(descriptor, start, buffer.count - position)
                    if count == 0 { break }
                    if count > 0 { position += count } else if errno != EINTR { throw .latest }
                }
                return position
            }
        } catch {
            throw .reading(path, error)
        }
    }
}
