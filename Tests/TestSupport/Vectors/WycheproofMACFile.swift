// SPDX-License-Identifier: Apache-2.0

/// Reads Wycheproof's files of type `MacTest`, such as `hmac_sha256_test.json`.
package enum WycheproofMACFile {
    private static let layout = WycheproofFile.Layout(
        groupType: "MacTest", schema: "mac_test_schema_v1.json", groupFields: ["keySize", "tagSize"],
        optionalGroupFields: [], testFields: ["key", "msg", "tag"])

    /// All cases of the file, in every size.
    ///
    /// - Throws: ``VectorFileError``, also for another algorithm and for lengths that contradict the group.
    package static func vectors(in file: VectorFile, algorithm: String) throws(VectorFileError) -> [MACVector] {
        let contents = try WycheproofFile(file, layout)
        guard contents.algorithm == algorithm else {
            throw VectorFileError(file: file.name, place: "the file", reason: "the algorithm is not \(algorithm)")
        }
        return try contents.tests.map { (test) throws(VectorFileError) in
            let (key, tag) = (try test.fields.bytes("key"), try test.fields.bytes("tag"))
            guard try test.group.integer("keySize") == 8 * key.count, try test.group.integer("tagSize") == 8 * tag.count
            else { throw test.fields.failure("\(test.id): not of the group's keySize or tagSize") }
            return MACVector(
                id: test.id, key: key, message: try test.fields.bytes("msg"), tag: tag, verdict: test.verdict)
        }
    }
}
