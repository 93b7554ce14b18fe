// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What libFuzzer calls. One program holds all targets; the name that it is called by chooses one, and `seeds` writes seeds
/// and dictionaries in place of fuzzing.
enum FuzzEntry {
    /// The target of this process.
    static let target: FuzzTarget = {
        let name = programName
        guard let target = FuzzTarget(rawValue: name) else { fatalError("there is no target '\(name)'") }
        return target
    }()

    static var programName: String {
        URL(fileURLWithPath: CommandLine.arguments.first ?? "").lastPathComponent
    }
}

/// Ends the process with a line for people.
private func end(_ message: String) -> Never {
    FileHandle.standardError.write(Data("seeds: \(message)\n".utf8))
    exit(1)
}

/// Called once, before libFuzzer reads its options.
@c(LLVMFuzzerInitialize)
func initialize(
    _ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> CInt {
    guard FuzzEntry.programName == "seeds" else { return 0 }
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let folder = arguments.first else { end("usage: seeds FOLDER [VECTORS]") }
    do {
        try FuzzSeeds(folder: folder).write(vectors: arguments.dropFirst().first)
    } catch {
        end("\(error)")
    }
    exit(0)
}

/// One execution.
@c(LLVMFuzzerTestOneInput)
func testOneInput(_ data: UnsafePointer<UInt8>?, _ byteCount: Int) -> CInt {
    FuzzEntry.target.take(unsafe [UInt8](UnsafeBufferPointer(start: data, count: byteCount)))
    return 0
}
