// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import StrictJSON

extension MonteCarloTest {
    /// ACVP's `resultsArray` of these rounds.
    func answer(rounds: [Round]) -> JSONValue {
        JSONValue(
            .array(
                rounds.map { round in
                    JSONValue(
                        .object(
                            [JSONValue.Member("key", .hex(round.key))]
                                + (mode.name == .ecb ? [] : [.init("iv", .hex(round.iv))])
                                + [.init("pt", .hex(round.plaintext)), .init("ct", .hex(round.ciphertext))]))
                }))
    }

    /// The rounds that an answer holds.
    ///
    /// - Throws: ``VectorFileError`` when there are not as many as a test has, or a member is missing.
    func rounds(of answer: JSONValue, in file: VectorFile) throws(VectorFileError) -> [Round] {
        guard case .array(let values) = answer["resultsArray"]?.content, values.count == Self.roundCount else {
            throw file.failure(line: answer.line, "the answer has no 'resultsArray' of \(Self.roundCount) rounds")
        }
        let hasIV = mode.name != .ecb
        return try values.map { (value) throws(VectorFileError) in
            let round = try StrictObject(
                value, at: "resultsArray", in: file, required: Set(["key", "pt", "ct"] + (hasIV ? ["iv"] : [])))
            return Round(
                key: try round.bytes("key"), iv: hasIV ? try round.bytes("iv") : [], plaintext: try round.bytes("pt"),
                ciphertext: try round.bytes("ct"))
        }
    }
}
