// SPDX-License-Identifier: Apache-2.0

/// A C implementation of an AEAD cipher under one key, called in the least way that it asks for: the IV is given, no seal
/// is counted, each answer is checked. One thread at a time.
protocol AEADPeer: AnyObject {
    /// Writes `ciphertext ‖ tag`, `plaintext.count + 16` bytes, under the 12 bytes at `iv`.
    func seal(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>)

    /// Writes the plaintext of `ciphertext ‖ tag` under the 12 bytes at `iv`; ends the process when the tag is wrong.
    func open(
        _ sealed: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to plaintext: UnsafeMutablePointer<UInt8>)

    /// The whole life of a context for one message: made, keyed, sealing as ``seal(_:iv:to:)``, and gone, wiped.
    func sealInNewContext(
        _ plaintext: UnsafeBufferPointer<UInt8>, iv: UnsafePointer<UInt8>, to sealed: UnsafeMutablePointer<UInt8>)
}

/// A C implementation of a counter mode under one key. One thread at a time.
protocol CounterPeer: AnyObject {
    /// XORs `input` with the key stream from the 16 bytes at `counter` on, which stay as they are.
    func apply(
        to input: UnsafeBufferPointer<UInt8>, counter: UnsafePointer<UInt8>, output: UnsafeMutablePointer<UInt8>)
}

extension Contender {
    /// Seals by a peer that `make` keys with the contest's key.
    static func sealing<Peer: AEADPeer>(_ name: String, by make: @escaping () -> Peer) -> Contender {
        Contender(name) { message in
            let peer = make()
            return sealRun(message) { count in
                let (plaintext, ivs, output) = unsafe (message.plaintext.input, message.ivTable, message.ciphertext)
                for turn in 0..<count { unsafe peer.seal(plaintext, iv: Message.iv(turn, of: ivs), to: output) }
            }
        }
    }

    /// Seals each message in a context of its own.
    static func sealingInNewContext<Peer: AEADPeer>(_ name: String, by make: @escaping () -> Peer) -> Contender {
        Contender(name) { message in
            let peer = make()
            return sealRun(message) { count in
                let (plaintext, ivs, output) = unsafe (message.plaintext.input, message.ivTable, message.ciphertext)
                for turn in 0..<count {
                    unsafe peer.sealInNewContext(plaintext, iv: Message.iv(turn, of: ivs), to: output)
                }
            }
        }
    }

    /// Opens the message that the contest put there.
    static func opening<Peer: AEADPeer>(_ name: String, by make: @escaping () -> Peer) -> Contender {
        Contender(name) { message in
            let peer = make()
            return openRun(message) { count in
                let (sealed, iv, output) = unsafe (message.ciphertextAndTag, message.ivTable, message.opened.start)
                for _ in 0..<count { unsafe peer.open(sealed, iv: iv, to: output) }
            }
        }
    }

    /// Encrypts in counter mode.
    static func counting<Peer: CounterPeer>(_ name: String, by make: @escaping () -> Peer) -> Contender {
        Contender(name) { message in
            let peer = make()
            return Run { count in
                let (input, counter, output) = unsafe (message.plaintext.input, message.ivTable, message.ciphertext)
                for _ in 0..<count { unsafe peer.apply(to: input, counter: counter, output: output) }
            } output: {
                unsafe Array(message.ciphertextAndTag.prefix(message.byteCount))
            }
        }
    }

    /// A run whose output is `nonce ‖ ciphertext ‖ tag`, the nonce being the IV of turn 0.
    private static func sealRun(_ message: Message, work: @escaping (Int) throws -> Void) -> Run {
        Run(work: work) { unsafe message.firstIV + Array(message.ciphertextAndTag) }
    }

    /// A run whose output is the opened plaintext.
    static func openRun(_ message: Message, work: @escaping (Int) throws -> Void) -> Run {
        Run(work: work) { message.opened.copy(message.byteCount) }
    }
}
