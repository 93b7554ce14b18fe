// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
package import Testing
package import VectorSuites

/// Runs examples of standards on everything in an edition that can compute them, and on its public interface.
package enum ExampleRun {
    /// Expects no case to fail, each implementation to pass all and the product to pass `productCount`.
    package static func check(
        _ cases: [VectorCase], on port: some VectorPort, productCount: Int? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        let runs = await SuiteRunner([port], sha256: { _ in "" }).run(cases).runs
        #expect(!runs.isEmpty, "nothing computes the examples", sourceLocation: sourceLocation)
        for run in runs {
            #expect(run.failures == [], "\(run.implementation)", sourceLocation: sourceLocation)
            let isProduct = run.implementation == "product"
            let expected = isProduct ? productCount ?? cases.count : cases.count
            #expect(run.passed == expected, "\(run.implementation)", sourceLocation: sourceLocation)
        }
    }
}

extension VectorCase {
    /// An example of an AEAD cipher in GCM, typed in.
    package static func gcmExample(
        id: String, isSM4: Bool, key: [UInt8], nonce: [UInt8], context: [UInt8], plaintext: [UInt8],
        ciphertext: [UInt8], tag: [UInt8]
    ) -> VectorCase {
        VectorCase(
            id: id, line: 0,
            VectorQuestion.AEAD(.gcm, isSM4: isSM4, key: key, nonce: nonce, context: context, tagByteCount: tag.count),
            plaintext: plaintext, sealed: ciphertext + tag, .valid)
    }
}
