// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// A Monte Carlo test of a block cipher in ECB or CBC: 100 rounds of 1,000 encryptions or decryptions, each round's key and
/// IV made of what the round before gave (ACVP "Symmetric Block Ciphers", §Monte Carlo tests for block ciphers).
///
/// The specification is AES's; for SM4, which it does not name, the same steps apply with its key of 128 bits.
package struct MonteCarloTest: Sendable {
    package enum Direction: Sendable { case encrypt, decrypt }

    /// What one round begins with and ends with.
    package struct Round: Sendable, Equatable {
        package let key: [UInt8]
        /// Empty in ECB.
        package let iv: [UInt8]
        package let plaintext: [UInt8]
        package let ciphertext: [UInt8]

        package init(key: [UInt8], iv: [UInt8], plaintext: [UInt8], ciphertext: [UInt8]) {
            self.key = key
            self.iv = iv
            self.plaintext = plaintext
            self.ciphertext = ciphertext
        }
    }

    package static let roundCount = 100
    package static let iterationCount = 1000

    package let direction: Direction
    /// Mode, first key and first IV.
    package let mode: VectorQuestion.Mode
    /// The first plaintext, or ciphertext: one block.
    package let block: [UInt8]

    package init(_ direction: Direction, _ mode: VectorQuestion.Mode, block: [UInt8]) {
        self.direction = direction
        self.mode = mode
        self.block = block
    }

    package var algorithm: VectorAlgorithm { VectorQuestion.encrypt(mode, plaintext: block).algorithm }

    /// Runs the test on what `ask` answers.
    ///
    /// - Throws: what `ask` throws.
    package func run(
        rounds: Int = roundCount, _ ask: (VectorQuestion) throws(VectorRefusal) -> [UInt8]
    ) throws(VectorRefusal) -> [Round] {
        var results: [Round] = []
        var (key, iv, input) = (mode.key, mode.iv, block)
        for _ in 0..<rounds {
            let (last, before) = try round(key: key, iv: iv, input: input, ask)
            let isEncrypting = direction == .encrypt
            results.append(
                Round(
                    key: key, iv: iv, plaintext: isEncrypting ? input : last, ciphertext: isEncrypting ? last : input))
            key = Self.nextKey(key, last: last, before: before)
            (iv, input) = mode.name == .ecb ? ([], last) : (last, before)
        }
        return results
    }

    /// One round: the last output and the one before it.
    private func round(
        key: [UInt8], iv: [UInt8], input: [UInt8], _ ask: (VectorQuestion) throws(VectorRefusal) -> [UInt8]
    ) throws(VectorRefusal) -> (last: [UInt8], before: [UInt8]) {
        if mode.name == .ecb, direction == .encrypt {
            let before = try ask(
                .iterate(
                    VectorQuestion.Mode(.ecb, isSM4: mode.isSM4, key: key, iv: []), block: input,
                    count: Self.iterationCount - 1))
            let last = try ask(
                .encrypt(VectorQuestion.Mode(.ecb, isSM4: mode.isSM4, key: key, iv: []), plaintext: before))
            return (last, before)
        }
        var (input, chain) = (input, iv)
        var (last, before): ([UInt8], [UInt8]) = ([], iv)
        for iteration in 0..<Self.iterationCount {
            let mode = VectorQuestion.Mode(mode.name, isSM4: mode.isSM4, key: key, iv: chain)
            let output =
                switch direction {
                case .encrypt: try ask(.encrypt(mode, plaintext: input))
                case .decrypt: try ask(.decrypt(mode, ciphertext: input))
                }
            if self.mode.name == .cbc {
                // The chain goes on with the ciphertext; the next text is the IV at first, then the output before.
                chain = direction == .encrypt ? output : input
                input = iteration == 0 ? iv : last
            } else {
                input = output
            }
            before = iteration == 0 ? iv : last
            last = output
        }
        return (last, before)
    }

    /// The key of the next round: this one XORed with as many last bytes of output.
    private static func nextKey(_ key: [UInt8], last: [UInt8], before: [UInt8]) -> [UInt8] {
        let mask = (before + last).suffix(key.count)
        return zip(key, mask).map { $0 ^ $1 }
    }
}
