// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// The laboratory's door of both editions, loaded once in the process.
enum Laboratory {
    /// Each way of loading FIPS here: by default, and on the module where there is one.
    static let fips = FIPSLoad.all.map { load in
        (load: load, port: Result { try Edition.fips.loadVectorPort(load.options) })
    }
    private static let sm = Result { try Edition.smCrypto.loadVectorPort() }

    static func smCrypto() throws -> any VectorPort { try sm.get() }
}

extension FIPSLoad {
    var isModule: Bool { options.fips.moduleConfig != nil }

    func port() throws -> any VectorPort {
        try #require(Laboratory.fips.first { $0.load.description == description }).port.get()
    }
}

extension VectorPort {
    /// What each implementation of the question's algorithm answers, by its name. There is at least one.
    func outcomes(of question: VectorQuestion) throws -> [(name: String, outcome: Result<[UInt8], VectorRefusal>)] {
        let names = implementations(of: question.algorithm)
        try #require(!names.isEmpty, "nobody computes \(question.algorithm.name)")
        return names.map { name in
            (name, Result { () throws(VectorRefusal) in try answer(question, by: name) })
        }
    }

    /// Expects the bytes, in hexadecimal, of each implementation.
    func expect(
        _ question: VectorQuestion, answers expected: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for (name, outcome) in try outcomes(of: question) {
            #expect(outcome.map { hex($0) } == .success(expected), "\(name)", sourceLocation: sourceLocation)
        }
    }

    /// Expects each implementation to say that the algorithm says no.
    func expectRefusal(
        of question: VectorQuestion, _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for (name, outcome) in try outcomes(of: question) {
            #expect(outcome == .failure(.refused), "\(name) \(comment)", sourceLocation: sourceLocation)
        }
    }

    /// Expects each implementation to take no such parameters, for a reason that holds `words`.
    func expectNoOffer(
        of question: VectorQuestion, saying words: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for (name, outcome) in try outcomes(of: question) {
            guard case .failure(.notOffered(let reason)) = outcome else {
                Issue.record("\(name): \(outcome)", sourceLocation: sourceLocation)
                continue
            }
            #expect(reason.contains(words), "\(name)", sourceLocation: sourceLocation)
        }
    }
}

extension VectorQuestion.AEAD {
    /// Lengths and numbers as hexadecimal text; the tag as long as usual where nothing else is said.
    init(_ mode: Mode, isSM4: Bool, key: String, nonce: String, context: String = "", tagByteCount: Int = 16) {
        self.init(
            mode, isSM4: isSM4, key: bytes(hex: key), nonce: bytes(hex: nonce), context: bytes(hex: context),
            tagByteCount: tagByteCount)
    }

    /// With other lengths.
    func with(key: [UInt8]? = nil, nonce: [UInt8]? = nil, tagByteCount: Int? = nil) -> Self {
        Self(
            mode, isSM4: isSM4, key: key ?? self.key, nonce: nonce ?? self.nonce, context: context,
            tagByteCount: tagByteCount ?? self.tagByteCount)
    }
}

/// The bytes with one bit of the byte at `index` flipped.
func flipped(_ bytes: [UInt8], at index: Int = 0) -> [UInt8] {
    var bytes = bytes
    bytes[index] ^= 1
    return bytes
}
