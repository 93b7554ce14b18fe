// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import VectorSuites

/// What is no file of vectors at all: each is refused at once, and none is read into memory.
@Suite struct SuiteFileTests {
    private func refusal(of path: String) -> String? {
        do throws(VectorFileError) {
            _ = try SuiteFile(name: "f", path: path).read()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test func `what is no ordinary file is not opened`() throws {
        let folder = try TemporaryFolder()
        try #require(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("dangling"), withDestinationPath: folder.path("nothing"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("loop"), withDestinationPath: folder.path("loop"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("zero"), withDestinationPath: "/dev/zero")
        let other = "f, the file: it is no ordinary file, but a pipe, a socket or a device"
        #expect(refusal(of: folder.path("pipe")) == other)
        #expect(refusal(of: "/dev/zero") == other)
        #expect(refusal(of: folder.path("zero")) == other)
        #expect(refusal(of: folder.path) == "f, the file: it is a folder")
        #expect(refusal(of: folder.path("dangling")) == "f, the file: it is a link to nothing")
        #expect(refusal(of: folder.path("loop")) == "f, the file: it is a link to nothing")
        #expect(
            refusal(of: folder.path("nothing")) == "f, the file: it is missing, or its folder may not be searched")
    }

    @Test func `a link to a file is read`() throws {
        let folder = try TemporaryFolder()
        try Data("abc".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("file"))
        #expect(try SuiteFile(name: "f", path: folder.path("link")).read().contents == Array("abc".utf8))
    }

    @Test func `a file whose reading fails is refused`() {
        // An ordinary file to look at, of which the first byte cannot be read, whoever asks.
        #expect(refusal(of: "/proc/self/mem")?.hasPrefix("f, the file: it cannot be read: ") == true)
    }

    @Test(.enabled(if: geteuid() != 0, "root may read everything"))
    func `a file without permission is refused`() throws {
        let folder = try TemporaryFolder()
        try Data("abc".utf8).write(to: URL(fileURLWithPath: folder.path("file")))
        try #require(unsafe chmod(folder.path("file"), 0) == 0)
        #expect(refusal(of: folder.path("file"))?.hasPrefix("f, the file: it cannot be read: ") == true)
    }

    @Test(arguments: [SuiteFile.largest + 1, 1 << 30, 1 << 40])
    func `a file that is too large is refused by its size, and not read`(byteCount: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("large")
        try Data().write(to: URL(fileURLWithPath: path))
        try #require(unsafe truncate(path, byteCount) == 0)
        let (start, before) = (ContinuousClock.now, Self.peakMemory)
        #expect(refusal(of: path) == "f, the file: it is larger than 64 MiB")
        #expect(ContinuousClock.now - start < .seconds(1))
        // Other tests of the process take memory meanwhile, though not half of what the file would.
        #expect(Self.peakMemory - before < 512 << 20)
    }

    /// The most memory that the process ever held, in bytes.
    private static var peakMemory: Int {
        var usage = rusage()
        _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }

    @Test func `an empty file holds nothing`() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path("empty")))
        let file = try SuiteFile(name: "f", path: folder.path("empty")).read()
        #expect(file.contents.isEmpty)
        #expect(throws: VectorFileError(file: "f", place: "line 1", reason: "no reader knows this text file")) {
            try VectorFormat.cases(in: file)
        }
    }
}
