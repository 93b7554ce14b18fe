// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Reads Wycheproof's files of types `RsaesOaepDecrypt` and `RsaesPkcs1Decrypt`.
package enum WycheproofRSAFile {
    private static let keyFields: Set = ["keySize", "privateKey", "privateKeyPkcs8", "privateKeyPem"]

    private static let pkcs1 = WycheproofFile.Layout(
        groupType: "RsaesPkcs1Decrypt", schema: "rsaes_pkcs1_decrypt_schema_v1.json", groupFields: keyFields,
        optionalGroupFields: ["privateKeyJwk"], testFields: ["msg", "ct"])

    private static let oaep = WycheproofFile.Layout(
        groupType: "RsaesOaepDecrypt", schema: "rsaes_oaep_decrypt_schema_v1.json",
        groupFields: keyFields.union(["sha", "mgf", "mgfSha"]), optionalGroupFields: ["privateKeyJwk"],
        testFields: ["msg", "ct", "label"])

    /// All cases of the file, as cases of `algorithm`.
    ///
    /// A file whose hashes are not both the algorithm's still has its cases read: each valid one must then be refused,
    /// and comes with the verdict `invalid`.
    ///
    /// - Throws: ``VectorFileError``, also for a file of the other padding.
    package static func vectors(
        in file: VectorFile, algorithm: WrappingAlgorithm
    ) throws(VectorFileError) -> [UnwrapVector] {
        let layout = algorithm == .rsaesPKCS1v15 ? pkcs1 : oaep
        return try WycheproofFile(file, layout).tests.map { (test) throws(VectorFileError) in
            let isOfAlgorithm = try hash(of: test.group, layout) == algorithm.hashName
            let key = try test.group.bytes("privateKeyPkcs8")
            return UnwrapVector(
                id: test.id, algorithm: algorithm, privateKeyDER: key,
                label: layout.testFields.contains("label") ? try test.fields.bytes("label") : [],
                ciphertext: try test.fields.bytes("ct"), plaintext: try test.fields.bytes("msg"),
                verdict: isOfAlgorithm ? test.verdict : .invalid)
        }
    }

    /// The one hash of the group; nil for PKCS#1 v1.5, empty when label and MGF1 have different ones.
    private static func hash(of group: StrictObject, _ layout: WycheproofFile.Layout) throws(VectorFileError) -> String?
    {
        guard layout.groupFields.contains("sha") else { return nil }
        guard try group.string("mgf") == "MGF1" else { throw group.failure("the mgf is not MGF1") }
        let name = try group.string("sha")
        return try group.string("mgfSha") == name ? name : ""
    }
}

extension WrappingAlgorithm {
    /// The hash of OAEP's label and of MGF1, as the vector files name it; nil for other algorithms.
    var hashName: String? {
        switch self {
        case .rsaesOAEPSHA1: "SHA-1"
        case .rsaesOAEPSHA256: "SHA-256"
        case .rsaesPKCS1v15, .sm2PKE: nil
        }
    }
}
