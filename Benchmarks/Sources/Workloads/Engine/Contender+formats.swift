// SPDX-License-Identifier: Apache-2.0
import BenchmarkDoor
import CryptoEditions

extension Contender {
    /// Seals a message under a CMK: derivation, commitment, header and box (formats.md §1).
    static func sealingMessage(_ engine: Engine) -> Contender {
        Contender(engine.name.replacing("Encryptor", with: "CMK message")) { message in
            let format = try MessageFormat(edition: engine.edition)
            let plaintext = message.plaintext.copy(message.byteCount)
            var last: [UInt8] = []
            return Run { count in
                for _ in 0..<count { last = try format.seal(plaintext) }
            } output: {
                try format.open(last)
            }
        }
    }

    /// Seals a file from memory to memory, chunk by chunk (formats.md §3).
    static func sealingFile(_ engine: Engine) -> Contender {
        Contender(engine.name.replacing("Encryptor", with: "file")) { message in
            let format = try FileFormat(edition: engine.edition)
            let overhead = FileFormat.overheadByteCount(for: message.byteCount)
            let sealed = ReusedBuffer(byteCount: message.byteCount + overhead)
            var byteCount = 0
            return Run { count in
                for _ in 0..<count {
                    byteCount = try unsafe format.seal(message.plaintext.input, into: sealed.bytes)
                }
            } output: {
                let input = unsafe UnsafeBufferPointer(rebasing: sealed.input.prefix(byteCount))
                let openedByteCount = try unsafe format.open(input, into: message.opened.bytes)
                return message.opened.copy(openedByteCount)
            }
        }
    }

    /// Loads an edition with its libraries and all self-tests, and lets it go.
    static func loading(_ edition: Edition) -> Contender {
        Contender(edition.rawValue) { _ in
            var last: (any CryptoEdition)?
            return Run { count in
                for _ in 0..<count { last = try edition.load() }
            } output: {
                last.map { $0.selfTestReport.results.map { $0.passed ? 1 : 0 } } ?? []
            }
        }
    }
}
