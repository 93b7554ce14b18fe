// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// The envelope that all of Wycheproof's files share (`testvectors_v1`): header, notes, groups, tests.
///
/// Refused are unknown and missing fields, groups of another type, a flag without a note, a `tcId` that occurs twice, an
/// empty group, and a number of tests other than the header's.
struct WycheproofFile {
    /// What one kind of file has in its groups and tests, beyond what all have.
    struct Layout {
        /// Such as `AeadTest`.
        let groupType: String
        /// Such as `aead_test_schema_v1.json`.
        let schema: String
        let groupFields: Set<String>
        let optionalGroupFields: Set<String>
        let testFields: Set<String>
    }

    /// A test within its group.
    struct Test {
        let group: StrictObject
        let fields: StrictObject
        /// `tcId` and the comment, for reports.
        let id: String
        let verdict: Verdict
    }

    /// `AES-GCM`, `HMACSHA256`, …
    let algorithm: String
    let tests: [Test]

    /// - Throws: ``VectorFileError`` with the place in the file and the name.
    init(_ value: JSONValue, in file: VectorFile, _ layout: Layout) throws(VectorFileError) {
        let root = try StrictObject(
            value, in: file, required: ["algorithm", "schema", "numberOfTests", "header", "notes", "testGroups"])
        guard try root.string("schema") == layout.schema else {
            throw root.failure("the schema is not \(layout.schema)")
        }
        algorithm = try root.string("algorithm")
        let flags = Set(try root.names(of: "notes"))
        let groups = try root.objects(
            "testGroups", required: layout.groupFields.union(["type", "source", "tests"]),
            optional: layout.optionalGroupFields)
        var tests: [Test] = []
        for group in groups { tests += try Self.tests(of: group, layout, flags: flags) }
        self.tests = tests
        guard tests.count == (try root.integer("numberOfTests")) else {
            throw root.failure("\(tests.count) tests, not as many as numberOfTests says")
        }
        guard
            Set(try tests.map { (test) throws(VectorFileError) in try test.fields.integer("tcId") }).count
                == tests.count
        else { throw root.failure("a tcId occurs twice") }
    }

    private static func tests(
        of group: StrictObject, _ layout: Layout, flags: Set<String>
    ) throws(VectorFileError) -> [Test] {
        guard try group.string("type") == layout.groupType else {
            throw group.failure("the type is not \(layout.groupType)")
        }
        _ = try group.object("source", required: ["name", "version"])
        let common: Set = ["tcId", "comment", "flags", "result"]
        return try group.objects("tests", required: layout.testFields.union(common)).map {
            (test) throws(VectorFileError) in
            let id = "tcId \(try test.integer("tcId")) \(try test.string("comment"))"
            if let unknown = Set(try test.strings("flags")).subtracting(flags).min() {
                throw test.failure("\(id): the flag '\(unknown)' has no note")
            }
            guard let verdict = Verdict(rawValue: try test.string("result")) else {
                throw test.failure("\(id): unknown result")
            }
            return Test(group: group, fields: test, id: id, verdict: verdict)
        }
    }
}
