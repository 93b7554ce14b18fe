// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import StrictJSON

/// One test of a vector set: what it asks, and how its answer is written.
struct ACVPTask: Sendable {
    let groupID: Int
    /// Unique in its vector set.
    let caseID: Int
    let line: Int
    let subject: Subject
    /// What the file itself says the answer is: only the server's own projection does.
    let ownAnswer: JSONValue?

    enum Subject: Sendable {
        case question(VectorQuestion, AnswerForm)
        case monteCarlo(MonteCarloTest)
    }

    /// The members that hold an answer.
    enum AnswerForm: Sendable {
        /// `ct` and `tag`, which has so many bytes.
        case sealed(tagByteCount: Int)
        /// `iv`, `ct` and `tag`.
        case ownNonceSealed(nonceByteCount: Int, tagByteCount: Int)
        /// `pt`, or `testPassed` false alone.
        case plaintext
        /// `testPassed`, and `pt` where that is true.
        case verdictAndPlaintext
        /// `ct`.
        case ciphertext
        /// `mac`, cut to so many bytes.
        case tag(byteCount: Int)
    }

    var algorithm: VectorAlgorithm {
        switch subject {
        case .question(let question, _): question.algorithm
        case .monteCarlo(let test): test.algorithm
        }
    }
}

extension ACVPTask {
    /// The answer's members beside `tcId`.
    ///
    /// - Throws: ``VectorRefusal`` where the implementation has no answer, and a refusal is none.
    func answer(_ ask: (VectorQuestion) throws(VectorRefusal) -> [UInt8]) throws(VectorRefusal) -> [JSONValue.Member] {
        switch subject {
        case .monteCarlo(let test): return [.init("resultsArray", test.answer(rounds: try test.run(ask)))]
        case .question(let question, let form):
            do throws(VectorRefusal) {
                return form.members(of: try ask(question))
            } catch {
                guard error == .refused, form.allowsRefusal else { throw error }
                return [.init("testPassed", JSONValue(.boolean(false)))]
            }
        }
    }

    /// What an answer says must come of the task.
    ///
    /// - Throws: ``VectorFileError`` when the answer has not the members of the task's form.
    func check(against answer: JSONValue, in file: VectorFile) throws(VectorFileError) -> VectorCheck {
        switch subject {
        case .monteCarlo(let test): return .monteCarlo(test, rounds: try test.rounds(of: answer, in: file))
        case .question(.sealWithOwnNonce(let aead, let plaintext), .ownNonceSealed):
            let bytes = ACVPTask.AnswerBytes(answer, in: file)
            let nonce = try bytes("iv", byteCount: aead.nonce.count)
            let sealed = try bytes("ct", byteCount: plaintext.count) + bytes("tag", byteCount: aead.tagByteCount)
            return .known(.open(aead.with(nonce: nonce), sealed: sealed), .answer(plaintext))
        case .question(.seal(let aead, let plaintext), .sealed):
            let bytes = ACVPTask.AnswerBytes(answer, in: file)
            let sealed = try bytes("ct", byteCount: plaintext.count) + bytes("tag", byteCount: aead.tagByteCount)
            return .known(.seal(aead, plaintext: plaintext), .answer(sealed))
        case .question(let question, let form):
            return .known(question, try form.expectation(of: answer, in: file))
        }
    }

    /// The members of an answer that are bytes.
    fileprivate struct AnswerBytes {
        private let answer: JSONValue
        private let file: VectorFile

        init(_ answer: JSONValue, in file: VectorFile) {
            self.answer = answer
            self.file = file
        }

        func callAsFunction(_ name: String, byteCount: Int? = nil) throws(VectorFileError) -> [UInt8] {
            guard case .string(let text) = answer[name]?.content else {
                throw file.failure(line: answer.line, "the answer has no '\(name)'")
            }
            let bytes = try file.bytes(hex: text, field: name, line: answer.line)
            guard byteCount == nil || bytes.count == byteCount else {
                throw file.failure(line: answer.line, "'\(name)' has \(bytes.count * 8) bits, not what its group says")
            }
            return bytes
        }
    }

    /// A check without an answer at hand: what was sealed under the module's own nonce must open. Nil for anything else,
    /// whose answer can be known.
    var inverseCheck: VectorCheck? {
        guard case .question(.sealWithOwnNonce(let aead, let plaintext), _) = subject else { return nil }
        return .inverted(
            .sealWithOwnNonce(aead, plaintext: plaintext),
            by: { answer in
                let count = aead.nonce.count
                return .open(
                    aead.with(nonce: Array(answer.prefix(count))), sealed: Array(answer.dropFirst(count)))
            }, answer: plaintext)
    }
}

extension ACVPTask.AnswerForm {
    fileprivate var allowsRefusal: Bool {
        switch self {
        case .plaintext, .verdictAndPlaintext: true
        case .sealed, .ownNonceSealed, .ciphertext, .tag: false
        }
    }

    fileprivate func members(of answer: [UInt8]) -> [JSONValue.Member] {
        switch self {
        case .sealed(let tagByteCount):
            [.init("ct", .hex(answer.dropLast(tagByteCount))), .init("tag", .hex(answer.suffix(tagByteCount)))]
        case .ownNonceSealed(let nonceByteCount, let tagByteCount):
            [
                .init("iv", .hex(answer.prefix(nonceByteCount))),
                .init("ct", .hex(answer.dropFirst(nonceByteCount).dropLast(tagByteCount))),
                .init("tag", .hex(answer.suffix(tagByteCount))),
            ]
        case .plaintext: [.init("pt", .hex(answer[...]))]
        case .verdictAndPlaintext: [.init("testPassed", JSONValue(.boolean(true))), .init("pt", .hex(answer[...]))]
        case .ciphertext: [.init("ct", .hex(answer[...]))]
        case .tag(let byteCount): [.init("mac", .hex(answer.prefix(byteCount)))]
        }
    }

    fileprivate func expectation(
        of answer: JSONValue, in file: VectorFile
    ) throws(VectorFileError) -> VectorExpectation {
        let bytes = ACVPTask.AnswerBytes(answer, in: file)
        switch self {
        case .sealed, .ownNonceSealed: return .answer(try bytes("ct") + bytes("tag"))
        case .ciphertext: return .answer(try bytes("ct"))
        case .tag(let byteCount): return .beginning(try bytes("mac", byteCount: byteCount))
        case .plaintext, .verdictAndPlaintext:
            guard case .boolean(let passed)? = answer["testPassed"]?.content else {
                if case .plaintext = self, answer["testPassed"] == nil { return .answer(try bytes("pt")) }
                throw file.failure(line: answer.line, "the answer has no 'testPassed'")
            }
            if passed { return .answer(try bytes("pt")) }
            return .refusal()
        }
    }
}

extension JSONValue {
    /// The bytes in upper-case hexadecimal, as ACVP's servers write them.
    static func hex(_ bytes: some Sequence<UInt8>) -> JSONValue {
        let digits = Array("0123456789ABCDEF".utf8)
        return JSONValue(
            .string(String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)))
    }
}
