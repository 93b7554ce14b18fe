// SPDX-License-Identifier: Apache-2.0
import Console
import Foundation
import KeyManagement

/// What a command writes: a new file that appears under its name only when it is whole, or a pipe. One thread at a time.
///
/// A file is written under a temporary name in the same folder, mode 0600; ``finish()`` brings it to the disk and renames
/// it. Without ``finish()``, and when a signal ends the process, nothing of it remains. Standard output and devices
/// receive each piece at once.
struct OutputFile: ~Copyable, ByteSink {
    /// Where the bytes go.
    private enum Place {
        case stream(isStandardOutput: Bool)
        case file(temporary: String, final: String, isReplacing: Bool)
    }

    /// What to call it in a message.
    let name: String

    private let descriptor: CInt
    private let place: Place
    private var isFinished = false
    /// Why the last writing failed; nil when it did not.
    private(set) var failure: SystemFailure?

    /// Whether the bytes go to standard output.
    var isStandardOutput: Bool { if case .stream(isStandardOutput: true) = place { true } else { false } }

    /// Standard output.
    static var standardOutput: OutputFile {
        OutputFile(descriptor: STDOUT_FILENO, name: "standard output", place: .stream(isStandardOutput: true))
    }

    /// Begins a file of that name, or opens the pipe or device that has it; `-` for standard output.
    ///
    /// - Parameters:
    ///   - path: the output's name.
    ///   - isReplacing: whether a file of that name may be there and is then replaced.
    /// - Returns: the output, still empty.
    /// - Throws: ``CommandFailure``: `refused` when the file exists or the folder may not be written, `notFound` when the
    ///   folder does not exist, `usage` for a folder.
    static func begin(at path: String, replacing isReplacing: Bool) throws(CommandFailure) -> OutputFile {
        if path == "-" { return standardOutput }
        guard !path.isEmpty else { throw CommandFailure(.usage, "The output's name is empty. Name one with --out.") }
        var status = stat()
        if unsafe stat(path, &status) == 0 {
            switch status.st_mode & S_IFMT {
            case S_IFREG: break
            case S_IFDIR: throw CommandFailure(.usage, "The output '\(path)' is a folder. Name a file with --out.")
            default: return try openStream(at: path)
            }
        }
        if !isReplacing, unsafe lstat(path, &status) == 0 { throw alreadyExists(path) }
        return try makeTemporary(for: path, replacing: isReplacing)
    }

    private init(descriptor: CInt, name: String, place: Place) {
        self.descriptor = descriptor
        self.name = name
        self.place = place
        UnfinishedFiles.takeSignals()
    }

    deinit {
        if !isStandardOutput, !isFinished { _ = close(descriptor) }
        if case .file(let temporary, _, _) = place, !isFinished {
            UnfinishedFiles.settle(temporary) { _ = unsafe unlink(temporary) }
        }
    }

    mutating func write(_ bytes: Span<UInt8>) throws(ByteStreamError) {
        try unsafe bytes.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) throws(ByteStreamError) in
            var rest = unsafe bytes[...]
            while unsafe !rest.isEmpty {
                let written = unsafe Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written >= 0 {
                    unsafe rest = rest.dropFirst(written)
                } else if errno != EINTR {
                    let latest = SystemFailure.latest
                    failure = latest
                    throw ByteStreamError(reason: latest.reason)
                }
            }
        }
    }

    /// Ends the output; a file gets its name now. Returns when the disk has the file and its name.
    ///
    /// - Throws: ``CommandFailure``; the file is removed then.
    mutating func finish() throws(CommandFailure) {
        guard case .file(let temporary, let final, let isReplacing) = place else { return }
        guard fsync(descriptor) == 0 else { throw .writing(final, .latest) }
        let closingFailure = close(descriptor) == 0 ? nil : SystemFailure.latest
        isFinished = true
        do throws(SystemFailure) {
            try UnfinishedFiles.settle(temporary) { () throws(SystemFailure) in
                if let closingFailure { throw closingFailure }
                try OutputFile.rename(temporary, to: final, replacing: isReplacing)
            }
        } catch {
            UnfinishedFiles.settle(temporary) { _ = unsafe unlink(temporary) }
            throw error.code == EEXIST ? OutputFile.alreadyExists(final) : .writing(final, error)
        }
        OutputFile.synchronizeFolder(of: final)
    }

    private static func openStream(at path: String) throws(CommandFailure) -> OutputFile {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .writing(path, .latest) }
        return OutputFile(descriptor: descriptor, name: path, place: .stream(isStandardOutput: false))
    }

    private static func makeTemporary(
        for path: String, replacing isReplacing: Bool
    ) throws(CommandFailure) -> OutputFile {
        let temporary = folder(of: path) + "/.hufu-" + String(UInt64.random(in: .min ... .max), radix: 16)
        UnfinishedFiles.add(temporary)
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let reason = SystemFailure.latest
            UnfinishedFiles.settle(temporary) {}
            throw .writing(path, reason)
        }
        return OutputFile(
            descriptor: descriptor, name: path,
            place: .file(temporary: temporary, final: path, isReplacing: isReplacing))
    }

    /// Gives the file its name in one step, so that nobody sees half of it and no other file of that name is lost.
    private static func rename(_ temporary: String, to path: String, replacing isReplacing: Bool) throws(SystemFailure)
    {
        if isReplacing {
            guard unsafe Foundation.rename(temporary, path) == 0 else { throw .latest }
        } else if unsafe link(temporary, path) == 0 {
            // Linking refuses an existing name where renaming would replace it.
            _ = unsafe unlink(temporary)
        } else {
            // A file system without links, such as FAT.
            guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else { throw .latest }
            guard unsafe access(path, F_OK) != 0 else { throw SystemFailure(code: EEXIST) }
            guard unsafe Foundation.rename(temporary, path) == 0 else { throw .latest }
        }
    }

    /// Brings the new name to the disk; file systems that cannot do that keep their own order.
    private static func synchronizeFolder(of path: String) {
        let descriptor = unsafe open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        _ = close(descriptor)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func alreadyExists(_ path: String) -> CommandFailure {
        CommandFailure(
            .refused,
            "There is a file '\(path)' already, and it was left as it is. Name another with --out, or pass --force.")
    }
}
