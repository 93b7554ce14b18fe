// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// A file of samples as a laboratory hands them over: raw bytes, the highest bit first, sample after sample, nothing
/// else.
package struct BitFile: Sendable {
    package let path: String
    package let setting: RandomnessSetting
    /// How many samples are tested, from the first on.
    package let sampleCount: Int

    /// - Parameters:
    ///   - path: the file.
    ///   - setting: the length of its samples.
    ///   - sampleCount: how many to test; all when nil.
    /// - Throws: ``RandomnessError/unreadableFile(path:reason:)``;
    ///   ``RandomnessError/truncatedFile(path:expected:actual:)`` when it holds fewer samples than asked for, none, or
    ///   a part of one.
    package init(path: String, setting: RandomnessSetting, sampleCount: Int? = nil) throws(RandomnessError) {
        self.path = path
        self.setting = setting
        let byteCount = try BitFile.reading(path) { handle in
            _ = try handle.read(upToCount: 1)  // a folder can be opened and sought, but not read
            return Int(try handle.seekToEnd())
        }
        let whole = byteCount / setting.byteCount
        let wanted = sampleCount ?? max(whole, 1)
        guard wanted > 0, wanted <= whole, byteCount % setting.byteCount == 0 else {
            // Whole samples: as many as were asked for, or as have begun.
            let begun = max(wanted, whole + (byteCount % setting.byteCount == 0 ? 0 : 1))
            throw .truncatedFile(path: path, expected: begun * setting.byteCount, actual: byteCount)
        }
        self.sampleCount = wanted
    }

    /// The sample at `index`, from 0. Opens the file anew, so that threads may call it together.
    ///
    /// - Throws: as the initializer; the file may have changed since.
    package func sample(at index: Int) throws(RandomnessError) -> BitSequence {
        let size = setting.byteCount
        let data = try BitFile.reading(path) { handle in
            try handle.seek(toOffset: UInt64(index * size))
            return try handle.read(upToCount: size) ?? Data()
        }
        guard data.count == size else {
            throw .truncatedFile(path: path, expected: (index + 1) * size, actual: index * size + data.count)
        }
        return BitSequence([UInt8](data))
    }

    private static func reading<Value>(
        _ path: String, _ body: (FileHandle) throws -> Value
    ) throws(RandomnessError) -> Value {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            return try body(handle)
        } catch {
            throw .unreadableFile(path: path, reason: error.localizedDescription)
        }
    }
}
