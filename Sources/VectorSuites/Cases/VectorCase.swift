// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// One case of a file: what is asked, and what must come of it.
package struct VectorCase: Sendable {
    /// Names the case in its file; safe to print, and of at most 300 scalars.
    package let id: String
    /// The line on which the case begins, from 1.
    package let line: Int
    package let content: Content

    /// Whether PBKDF2 of so many iterations and bytes takes seconds, where a hostile file asks for years: at most ten
    /// million iterations over all blocks of the shortest hash.
    static func isBoundedWork(iterations: Int, byteCount: Int) -> Bool {
        let most = 10_000_000
        guard 1...most ~= iterations, 0...most ~= byteCount else { return false }
        return iterations * (byteCount / VectorAlgorithm.HashName.sha1.byteCount + 1) <= most
    }

    package enum Content: Sendable {
        /// Every one of these must hold. Never empty.
        case checks([VectorCheck])
        /// The laboratory does not run the case, for this reason.
        case outside(String)
    }

    package init(id: String, line: Int, checks: [VectorCheck]) {
        self.id = id.shown
        self.line = line
        content = .checks(checks)
    }

    /// A case with one question that has one answer.
    package init(id: String, line: Int, _ question: VectorQuestion, gives expectation: VectorExpectation) {
        self.init(id: id, line: line, checks: [.known(question, expectation)])
    }

    package init(id: String, line: Int, outside reason: String) {
        self.id = id.shown
        self.line = line
        content = .outside(reason.shown)
    }
}

/// What must come of a question.
package enum VectorExpectation: Sendable, Equatable {
    /// These bytes.
    case answer([UInt8])
    /// An answer that begins with these bytes: a tag that was cut.
    case beginning([UInt8])
    /// An answer that does not begin with these bytes: a tag that was forged.
    case otherBeginning([UInt8])
    /// A refusal. The length is what a broken implementation might answer with, for interfaces that must be told one.
    case refusal(plausibleByteCount: Int? = nil)
    /// These bytes, or a refusal.
    case answerOrRefusal([UInt8])

    /// For a `verdict`: the answer, a refusal, or either of the two.
    package init(_ verdict: Verdict, answer: [UInt8]) {
        switch verdict {
        case .valid: self = .answer(answer)
        case .invalid: self = .refusal(plausibleByteCount: answer.count)
        case .acceptable: self = .answerOrRefusal(answer)
        }
    }
}

/// One thing that a case checks.
package enum VectorCheck: Sendable {
    /// A question with a known outcome.
    case known(VectorQuestion, VectorExpectation)
    /// A question with another answer each time. The question made of that answer must give these bytes.
    case inverted(VectorQuestion, by: @Sendable ([UInt8]) -> VectorQuestion, answer: [UInt8])
    /// A block encrypted over and over: after so many encryptions it is this one. Ascending.
    case repeated(VectorQuestion.Mode, block: [UInt8], checkpoints: [Checkpoint])
    /// A Monte Carlo test, each of whose outer rounds has a known answer.
    case monteCarlo(MonteCarloTest, rounds: [MonteCarloTest.Round])

    package struct Checkpoint: Sendable {
        package let iterations: Int
        package let block: [UInt8]
    }

    /// The algorithm that is checked.
    package var algorithm: VectorAlgorithm {
        switch self {
        case .known(let question, _), .inverted(let question, _, _): question.algorithm
        case .repeated(let mode, let block, _): VectorQuestion.encrypt(mode, plaintext: block).algorithm
        case .monteCarlo(let test, _): test.algorithm
        }
    }
}

extension VectorCase {
    /// A case of an AEAD cipher: sealing and opening when valid, opening alone otherwise.
    package init(
        id: String, line: Int, _ aead: VectorQuestion.AEAD, plaintext: [UInt8], sealed: [UInt8], _ verdict: Verdict
    ) {
        let open = VectorCheck.known(.open(aead, sealed: sealed), VectorExpectation(verdict, answer: plaintext))
        let seal = VectorCheck.known(.seal(aead, plaintext: plaintext), .answer(sealed))
        self.init(id: id, line: line, checks: verdict == .valid ? [seal, open] : [open])
    }

    /// A case of a mode without authentication, both directions.
    package init(id: String, line: Int, _ mode: VectorQuestion.Mode, plaintext: [UInt8], ciphertext: [UInt8]) {
        self.init(
            id: id, line: line,
            checks: [
                .known(.encrypt(mode, plaintext: plaintext), .answer(ciphertext)),
                .known(.decrypt(mode, ciphertext: ciphertext), .answer(plaintext)),
            ])
    }
}

/// What a vector expects of the module, in Wycheproof's words.
package enum Verdict: String, Sendable {
    /// The operation succeeds with the given result.
    case valid
    /// The operation is refused; a result that is given is what a broken implementation might return.
    case invalid
    /// Legal but weak or ambiguous: either outcome passes.
    case acceptable
}
