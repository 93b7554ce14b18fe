// SPDX-License-Identifier: Apache-2.0

/// Reads Wycheproof's files of type `AeadTest`, such as `sm4_gcm_test.json`.
package enum WycheproofAEADFile {
    private static let layout = WycheproofFile.Layout(
        groupType: "AeadTest", schema: "aead_test_schema_v1.json", groupFields: ["ivSize", "keySize", "tagSize"],
        optionalGroupFields: [], testFields: ["key", "iv", "aad", "msg", "ct", "tag"])

    /// All cases of the file, in every size.
    ///
    /// - Throws: ``VectorFileError``, also for another algorithm and for lengths that contradict the group.
    package static func vectors(in file: VectorFile, algorithm: String) throws(VectorFileError) -> [AEADVector] {
        let contents = try WycheproofFile(file, layout)
        guard contents.algorithm == algorithm else {
            throw VectorFileError(file: file.name, place: "the file", reason: "the algorithm is not \(algorithm)")
        }
        return try contents.tests.map { (test) throws(VectorFileError) in
            let (key, nonce) = (try test.fields.bytes("key"), try test.fields.bytes("iv"))
            let tag = try test.fields.bytes("tag")
            for (field, byteCount) in [("keySize", key.count), ("ivSize", nonce.count), ("tagSize", tag.count)] {
                guard try test.group.integer(field) == 8 * byteCount else {
                    throw test.fields.failure("\(test.id): not of the group's \(field)")
                }
            }
            return AEADVector(
                id: test.id, key: key, nonce: nonce, context: try test.fields.bytes("aad"),
                plaintext: try test.fields.bytes("msg"), ciphertext: try test.fields.bytes("ct"), tag: tag,
                verdict: test.verdict)
        }
    }
}
