// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import KeyManagement

/// A file, device or pipe that a command reads front to back. Owns its descriptor; used by one thread at a time.
struct SourceFile: ~Copyable, ByteSource {
    /// What to call it in a message.
    let name: String
    /// Length in bytes of a regular file; nil for a pipe or device.
    let byteCount: UInt64?

    private let descriptor: CInt
    private let isStandardInput: Bool
    /// The kind of file, of the mode's `S_IFMT` bits.
    private let type: mode_t
    /// Bytes that were looked at and not yet read.
    private var ahead: [UInt8] = []
    /// Why the last reading failed; nil when it did not.
    private(set) var failure: SystemFailure?

    /// Opens the file of that name; nil or `-` for standard input.
    ///
    /// - Throws: ``CommandFailure``: `notFound`, `refused` without permission, `usage` for a folder.
    static func open(_ path: String?) throws(CommandFailure) -> SourceFile {
        guard let path, path != "-" else {
            return SourceFile(name: "standard input", descriptor: STDIN_FILENO, isStandardInput: true)
        }
        let descriptor = unsafe Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .reading(path, .latest) }
        let file = SourceFile(name: path, descriptor: descriptor, isStandardInput: false)
        guard file.type != S_IFDIR else {
            let name = Shell.quoted(path)
            throw CommandFailure(
                .usage,
                "'\(path)' is a folder. Pack it first, such as: "
                    + "tar -c \(name) | hufu encrypt --key KEY --out \(Shell.quoted(path + ".tar.hufu"))")
        }
        return file
    }

    private init(name: String, descriptor: CInt, isStandardInput: Bool) {
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        self.name = name
        self.descriptor = descriptor
        self.isStandardInput = isStandardInput
        type = isKnown ? status.st_mode & S_IFMT : 0
        byteCount = type == S_IFREG ? UInt64(status.st_size) : nil
    }

    deinit { if !isStandardInput { _ = close(descriptor) } }

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(ByteStreamError) {
        if !ahead.isEmpty {
            let count = min(ahead.count, buffer.freeCapacity)
            for index in 0..<count { buffer.append(ahead[index]) }
            ahead.removeFirst(count)
            return
        }
        do throws(SystemFailure) {
            try readNext(into: &buffer)
        } catch {
            failure = error
            throw ByteStreamError(reason: error.reason)
        }
    }

    /// Looks at the first bytes; fewer only when the input is shorter. They are read again afterwards.
    ///
    /// - Throws: ``CommandFailure`` when the system refuses to read.
    mutating func peek(_ count: Int) throws(CommandFailure) -> [UInt8] {
        do throws(SystemFailure) {
            while ahead.count < count {
                let missing = count - ahead.count
                let next = try [UInt8](capacity: missing) { (next: inout OutputSpan<UInt8>) throws(SystemFailure) in
                    try readNext(into: &next)
                }
                guard !next.isEmpty else { break }
                ahead += next
            }
        } catch {
            throw CommandFailure.reading(name, error)
        }
        return Array(ahead.prefix(count))
    }

    /// Reads all of it.
    ///
    /// - Throws: ``CommandFailure``: `badData` when there are more than `limit` bytes.
    mutating func readAll(limit: Int, as what: String) throws(CommandFailure) -> [UInt8] {
        let bytes = try peek(limit + 1)
        guard bytes.count <= limit else {
            throw CommandFailure(.badData, "\(name) has more than \(limit) bytes, the most that \(what) has.")
        }
        ahead = []
        return bytes
    }

    /// One read of what is there; nothing at the end.
    private func readNext(into buffer: inout OutputSpan<UInt8>) throws(SystemFailure) {
        try unsafe buffer.withUnsafeMutableBufferPointer { (all, count: inout Int) throws(SystemFailure) in
            let free = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(all)[count...])
            while true {
                let received = unsafe Foundation.read(descriptor, free.baseAddress, free.count)
                if received >= 0 {
                    count += received
                    return
                }
                guard errno == EINTR else { throw .latest }
            }
        }
    }
}
