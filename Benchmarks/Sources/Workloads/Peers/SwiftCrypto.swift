// SPDX-License-Identifier: Apache-2.0
internal import Crypto
import Foundation

/// AES-256-GCM by swift-crypto, as its users call it: arrays in, a new box or new data out. The nonce is given.
enum SwiftCrypto {
    static let name = "swift-crypto"

    static var seal: Contender {
        Contender(name) { message in
            let key = SymmetricKey(data: Message.key)
            let (plaintext, nonce) = (message.plaintext.copy(message.byteCount), try nonce(of: message))
            var last: AES.GCM.SealedBox?
            return Run { count in
                for _ in 0..<count { last = try AES.GCM.seal(plaintext, using: key, nonce: nonce) }
            } output: {
                last?.combined.map(Array.init) ?? []
            }
        }
    }

    /// The key, too, made for each message.
    static var sealUnderNewKey: Contender {
        Contender(name) { message in
            let (plaintext, nonce) = (message.plaintext.copy(message.byteCount), try nonce(of: message))
            var last: AES.GCM.SealedBox?
            return Run { count in
                for _ in 0..<count {
                    let key = SymmetricKey(data: Message.key)
                    last = try AES.GCM.seal(plaintext, using: key, nonce: nonce)
                }
            } output: {
                last?.combined.map(Array.init) ?? []
            }
        }
    }

    static var open: Contender {
        Contender(name) { message in
            let key = SymmetricKey(data: Message.key)
            let plaintext = message.plaintext.copy(message.byteCount)
            let box = try AES.GCM.seal(plaintext, using: key, nonce: try nonce(of: message))
            var last = Data()
            return Run { count in
                for _ in 0..<count { last = try AES.GCM.open(box, using: key) }
            } output: {
                Array(last)
            }
        }
    }

    private static func nonce(of message: Message) throws -> AES.GCM.Nonce { try AES.GCM.Nonce(data: message.firstIV) }
}
