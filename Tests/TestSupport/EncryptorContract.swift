// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import Testing

/// What every ``Encryptor`` must do, whoever computes it. Each clause is a function with its own expectations.
///
/// Run all of ``clauses`` on each conformance:
/// `@Test(arguments: subjects, EncryptorContract.clauses) func …(subject, clause) { try await clause.check(subject) }`.
package struct EncryptorContract: Sendable {
    /// One promise of the protocol.
    package struct Clause: Sendable, CustomTestStringConvertible {
        package let testDescription: String
        package let check: @Sendable (EncryptorContract) async throws -> Void
    }

    /// The implementation's name.
    package let name: String
    let keyByteCount: Int
    let makeEncryptor: @Sendable (borrowing KeyMaterial, UInt64) throws -> any Encryptor

    /// `makeEncryptor` makes an encryptor under the key, which has sealed so many messages before.
    package init(
        _ name: String, keyByteCount: Int,
        makeEncryptor: @escaping @Sendable (_ key: borrowing KeyMaterial, _ sealCount: UInt64) throws -> any Encryptor
    ) {
        self.name = name
        self.keyByteCount = keyByteCount
        self.makeEncryptor = makeEncryptor
    }

    /// An encryptor under a key that `keySeed` alone determines.
    package func encryptor(keySeed: UInt64 = 1, sealCount: UInt64 = 0) throws -> any Encryptor {
        var generator = SeededGenerator(seed: keySeed)
        return try makeEncryptor(KeyMaterial(knownBytes: generator.bytes(keyByteCount)), sealCount)
    }

    /// The encryptors of a loaded edition. Run ``publicClauses`` on it: it has no door to the count of seals.
    package init(_ name: String, of edition: any CryptoEdition, nonces: NoncePolicy) {
        self.init(name, keyByteCount: edition.keyByteCount) { key, _ in
            try edition.makeEncryptor(key: key, nonces: nonces)
        }
    }

    /// All clauses.
    package static let clauses =
        publicClauses + [
            Clause(testDescription: "seals 2^32 times and no more (SP 800-38D §8.3)") { try $0.checkExhaustion() }
        ]

    /// The clauses that need nothing but the protocol.
    package static let publicClauses: [Clause] = [
        Clause(testDescription: "opens what it sealed, at every length") { try $0.checkRoundTrips() },
        Clause(testDescription: "works at every alignment of input and output") { try $0.checkAlignments() },
        Clause(testDescription: "appends nonce, ciphertext, tag behind what is there") { try $0.checkLayout() },
        Clause(testDescription: "repeats no nonce in 10,000 seals (SP 800-38D §8)") { try $0.checkNonces() },
        Clause(testDescription: "refuses every flipped bit and leaves nothing (SP 800-38D §7.2)") {
            try $0.checkFlippedBits()
        },
        Clause(testDescription: "refuses every truncation and extension") { try $0.checkLengths() },
        Clause(testDescription: "refuses another context or another key") { try $0.checkOtherContextAndKey() },
        Clause(testDescription: "says how much room it needs, and takes no less") { try $0.checkRoom() },
        Clause(testDescription: "serves many tasks at once") { try await $0.checkSharing() },
        Clause(testDescription: "refuses a key of another length") { try $0.checkKeyLengths() },
    ]
}

extension EncryptorContract: CustomTestStringConvertible {
    package var testDescription: String { name }
}

extension EncryptorContract {
    /// Whether opening throws `authenticationFailed`, appends nothing, and leaves no byte of plaintext behind.
    func isRefused(_ sealed: [UInt8], context: [UInt8], by encryptor: any Encryptor) -> Bool {
        let filler: UInt8 = 0xA5
        let memory = AlignedBytes([UInt8](repeating: filler, count: sealed.count + 1))
        var error: CryptoError?
        let count = memory.write(at: 0, capacity: sealed.count + 1) { output in
            output.append(filler)
            do throws(CryptoError) {
                try encryptor.open(sealed.span, authenticating: context.span, into: &output)
            } catch let failure {
                error = failure
            }
        }
        let left = memory.withBytes(at: 1, count: sealed.count) { bytes in bytes.indices.map { bytes[$0] } }
        // Untouched or zero: nothing else may be there, whatever the plaintext was.
        return error == .authenticationFailed && count == 1 && left.allSatisfy { $0 == filler || $0 == 0 }
    }
}
