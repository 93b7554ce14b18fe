// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
internal import Foundation

/// A file that takes part in a run, not yet read.
package struct SuiteFile: Sendable {
    /// Relative to the folder that was named, for reports.
    package let name: String
    package let path: String
    /// What the folder's SHA256SUMS says of it; nil when there is no such list, or it does not name the file.
    package let listedHash: String?

    /// The largest file that is read, in bytes.
    package static let largest = 64 << 20

    package init(name: String, path: String, listedHash: String? = nil) {
        self.name = name
        self.path = path
        self.listedHash = listedHash
    }

    /// Reads the file.
    ///
    /// No more than ``largest`` bytes come into memory, whatever size the file says it has or grows to.
    ///
    /// - Throws: ``VectorFileError`` when it cannot be read, is no ordinary file, or larger than ``largest``.
    package func read() throws(VectorFileError) -> VectorFile {
        let byteCount = try ordinaryByteCount()
        guard byteCount <= Self.largest else { throw tooLarge }
        let contents: Data?
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: resolved))
            defer { try? handle.close() }
            contents = try handle.read(upToCount: Self.largest + 1)
        } catch {
            throw failure("it cannot be read: \(error.localizedDescription)")
        }
        guard let contents else { return VectorFile(name: name, contents: []) }
        guard contents.count <= Self.largest else { throw tooLarge }
        return VectorFile(name: name, contents: [UInt8](contents))
    }

    /// The size of an ordinary file; anything else is not opened, since a pipe blocks and a device never ends.
    private func ordinaryByteCount() throws(VectorFileError) -> Int {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved) else {
            let isLink = (try? FileManager.default.attributesOfItem(atPath: path)) != nil
            throw VectorFileError(
                file: name, place: "the file",
                reason: isLink ? "it is a link to nothing" : "it is missing, or its folder may not be searched",
                isMissing: true)
        }
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular: return attributes[.size] as? Int ?? 0
        case .typeDirectory: throw failure("it is a folder")
        case .typeSymbolicLink: throw failure("it is a link to nothing")
        default: throw failure("it is no ordinary file, but a pipe, a socket or a device")
        }
    }

    private var tooLarge: VectorFileError { failure("it is larger than \(Self.largest >> 20) MiB") }

    /// Compares the file with the folder's list.
    ///
    /// - Throws: ``VectorFileError`` when it is another.
    func check(sha256: String) throws(VectorFileError) {
        guard listedHash == nil || listedHash == sha256 else {
            throw failure("its SHA-256 is not the one in SHA256SUMS: the file was altered")
        }
    }

    /// The format and the cases of the file that was read. A file that holds none, and says why, gives none.
    ///
    /// - Throws: ``VectorFileError`` with line and name.
    package func contentsOf(_ file: VectorFile) throws(VectorFileError) -> (format: String, cases: [VectorCase]) {
        switch try VectorFormat.recognise(file) {
        case .companion(let what): return (what, [])
        case .answers:
            guard let questions = sibling(of: .answers),
                case .vectors(.acvpPrompt, _) = try VectorFormat.recognise(try questions.read())
            else { throw failure("answers without their questions") }
            return ("answers to \(questions.name)", [])
        case .vectors(let format, let value):
            let answers = format == .acvpPrompt ? try sibling(of: .questions)?.read() : nil
            return (format.rawValue, try format.cases(in: file, value, answers: answers))
        }
    }

    private enum Side { case questions, answers }

    /// ACVP's other half: `vectors/X` and `expected/X`, `prompt.json` and `expectedResults.json`; nil when it is not
    /// there.
    private func sibling(of side: Side) -> SuiteFile? {
        guard let candidate = Self.otherHalf(of: path, side), FileManager.default.fileExists(atPath: candidate) else {
            return nil
        }
        return SuiteFile(name: Self.otherHalf(of: name, side) ?? candidate, path: candidate)
    }

    /// The other half's path or name.
    private static func otherHalf(of path: String, _ side: Side) -> String? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let last = parts.count - 1
        let files =
            side == .questions ? ("prompt.json", "expectedResults.json") : ("expectedResults.json", "prompt.json")
        let folders = side == .questions ? ("vectors", "expected") : ("expected", "vectors")
        if parts[last] == files.0 {
            parts[last] = files.1
        } else if last > 0, parts[last - 1] == folders.0 {
            parts[last - 1] = folders.1
        } else {
            return nil
        }
        return parts.joined(separator: "/")
    }

    /// A link's own target, so that links to files are read and links to anything else are refused.
    private var resolved: String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

    private func failure(_ reason: String) -> VectorFileError {
        VectorFileError(file: name, place: "the file", reason: reason)
    }
}
