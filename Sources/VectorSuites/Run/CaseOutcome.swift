// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// What came of one case on one implementation.
enum CaseOutcome: Equatable, Sendable {
    case passed
    /// Why, without any bytes of a key.
    case failed(String)
    /// By the reason, which may be shared by many cases.
    case skipped(String)
}

extension VectorCase {
    /// Runs the case. It passes when every check did; one that is skipped makes the case skipped.
    func outcome(on implementation: some SuiteImplementation) -> CaseOutcome {
        guard case .checks(let checks) = content else { return .skipped("not run") }
        var skipped: String?
        for check in checks {
            switch check.outcome(on: implementation) {
            case .passed: continue
            case .failed(let reason): return .failed(reason)
            case .skipped(let reason): skipped = reason
            }
        }
        return skipped.map { .skipped($0) } ?? .passed
    }
}

extension VectorCheck {
    fileprivate func outcome(on implementation: some SuiteImplementation) -> CaseOutcome {
        do throws(VectorRefusal) {
            switch self {
            case .known(let question, let expectation):
                return try outcome(of: question, expectation, on: implementation)
            case .inverted(let question, let inverse, let expected):
                let answer = try implementation.answer(question, expecting: nil)
                let back = try implementation.answer(inverse(answer), expecting: expected.count)
                return back == expected ? .passed : .failed("the inverse of its answer is another")
            case .repeated(let mode, let block, let checkpoints):
                return try outcome(mode, block, checkpoints, on: implementation)
            case .monteCarlo(let test, let rounds):
                let ours = try test.run { (question) throws(VectorRefusal) in
                    try implementation.answer(question, expecting: nil)
                }
                guard ours.count == rounds.count else {
                    return .failed("\(ours.count) rounds in place of \(rounds.count)")
                }
                guard let wrong = zip(ours, rounds).enumerated().first(where: { $1.0 != $1.1 }) else { return .passed }
                return .failed("round \(wrong.offset) differs")
            }
        } catch {
            switch error {
            case .refused: return .failed("refused, and must be answered")
            case .notOffered(let reason): return .skipped(reason)
            case .broken(let error): return .failed("\(error)")
            }
        }
    }

    private func outcome(
        of question: VectorQuestion, _ expectation: VectorExpectation, on implementation: some SuiteImplementation
    ) throws(VectorRefusal) -> CaseOutcome {
        switch expectation {
        case .answer(let expected):
            let answer = try implementation.answer(question, expecting: expected.count)
            return answer == expected ? .passed : .failed(Self.difference(answer, expected))
        case .beginning(let expected):
            guard !expected.isEmpty else { return .failed("an empty tag proves nothing") }
            let answer = try implementation.answer(question, expecting: nil)
            return answer.starts(with: expected) ? .passed : .failed(Self.difference(answer, expected))
        case .otherBeginning(let forged):
            guard !forged.isEmpty else { return .failed("an empty tag proves nothing") }
            let answer = try implementation.answer(question, expecting: nil)
            return answer.starts(with: forged) ? .failed("the forged tag is the right one") : .passed
        case .refusal(let plausibleByteCount):
            guard try answerUnlessRefused(question, plausibleByteCount, by: implementation) == nil else {
                return .failed("answered, and must be refused")
            }
            return .passed
        case .answerOrRefusal(let expected):
            guard let answer = try answerUnlessRefused(question, expected.count, by: implementation) else {
                return .passed
            }
            return answer == expected ? .passed : .failed(Self.difference(answer, expected))
        }
    }

    /// The answer; nil for a refusal.
    private func answerUnlessRefused(
        _ question: VectorQuestion, _ byteCount: Int?, by implementation: some SuiteImplementation
    ) throws(VectorRefusal) -> [UInt8]? {
        do throws(VectorRefusal) {
            return try implementation.answer(question, expecting: byteCount)
        } catch .refused {
            return nil
        }
    }

    private func outcome(
        _ mode: VectorQuestion.Mode, _ block: [UInt8], _ checkpoints: [Checkpoint],
        on implementation: some SuiteImplementation
    ) throws(VectorRefusal) -> CaseOutcome {
        var (block, done) = (block, 0)
        for checkpoint in checkpoints {
            block = try implementation.answer(
                .iterate(mode, block: block, count: checkpoint.iterations - done), expecting: block.count)
            done = checkpoint.iterations
            guard block == checkpoint.block else { return .failed("after \(done) encryptions: another block") }
        }
        return .passed
    }

    /// Where an answer differs from the expected one: never what it is.
    private static func difference(_ answer: [UInt8], _ expected: [UInt8]) -> String {
        guard let offset = zip(answer, expected).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
            return "\(answer.count) bytes in place of \(expected.count)"
        }
        return "another answer, from byte \(offset) of \(expected.count) on"
    }
}
