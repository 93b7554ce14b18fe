// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

extension Contender {
    /// Seals through `Encryptor` into the caller's buffer, its nonce included.
    static func sealing(_ engine: Engine) -> Contender {
        Contender(engine.name) { message in try encryptorRun(engine.makeEncryptor(), message) }
    }

    /// Seals through `Encryptor` into a new array for each message.
    static func sealingToArray(_ engine: Engine) -> Contender {
        Contender(engine.name.replacing("Encryptor", with: "Encryptor to [UInt8]")) { message in
            let encryptor = try engine.makeEncryptor()
            let plaintext = message.plaintext.copy(message.byteCount)
            var last: [UInt8] = []
            return Run { count in
                for _ in 0..<count { last = try encryptor.seal(plaintext) }
            } output: {
                last
            }
        }
    }

    /// Makes an encryptor for a key at hand, seals one message and ends the encryptor.
    static func sealingUnderNewKey(_ engine: Engine) -> Contender {
        Contender(engine.name) { message in
            let key = SharedKey(engine.makeKey())
            return Run { count in
                for _ in 0..<count { try seal(message, by: try engine.edition.makeEncryptor(key: key.material)) }
            } output: {
                message.sealed.copy(message.byteCount + SealedLayout.overheadByteCount)
            }
        }
    }

    /// Opens the message that the contest put there, into the caller's buffer.
    static func opening(_ engine: Engine) -> Contender {
        Contender(engine.name) { message in
            let encryptor = try engine.makeEncryptor()
            return openRun(message) { count in
                let context: [UInt8] = []
                let buffer = unsafe message.opened.bytes
                for _ in 0..<count {
                    var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
                    try unsafe encryptor.open(message.sealed.input.span, authenticating: context.span, into: &output)
                    _ = unsafe output.finalize(for: buffer)
                }
            }
        }
    }

    /// Seals on two threads through one `Encryptor`.
    static func sealingOnTwoThreads(_ engine: Engine) -> Contender {
        Contender("\(engine.name), shared by two threads") { message in
            let encryptor = try engine.makeEncryptor()
            return try pairRun(message) { message in try encryptorRun(encryptor, message) }
        }
    }

    private static func encryptorRun(_ encryptor: any Encryptor, _ message: Message) throws -> Run {
        Run { count in
            for _ in 0..<count { try seal(message, by: encryptor) }
        } output: {
            message.sealed.copy(message.byteCount + SealedLayout.overheadByteCount)
        }
    }

    @inline(__always) private static func seal(_ message: Message, by encryptor: any Encryptor) throws(CryptoError) {
        let context: [UInt8] = []  // no associated data, as with the peers
        let buffer = unsafe message.sealed.bytes
        var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        try unsafe encryptor.seal(message.plaintext.input.span, authenticating: context.span, into: &output)
        _ = unsafe output.finalize(for: buffer)
    }
}

/// A key that closures may share.
private final class SharedKey {
    let material: KeyMaterial

    init(_ material: consuming KeyMaterial) { self.material = material }
}
