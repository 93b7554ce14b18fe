// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TencentKMS

@Suite struct ParametersTests {
    private func parameters(_ json: String) throws -> Parameters { try Parameters(json: Array(json.utf8)) }

    private func code(_ body: () throws -> Void) -> ErrorCode? {
        do { try body() } catch let error as APIError { return error.code } catch {}
        return nil
    }

    @Test func `values are read by name, null counts as absent`() throws {
        var read = try parameters(#"{"A":"x","N":7,"S":"12","Z":null,"L":["a","b"],"O":[{"K":"v"}]}"#)
        #expect(try read.requiredText("A") == "x")
        #expect(try read.integer("N") == 7)
        #expect(try read.integer("S") == 12)
        #expect(try read.text("Z") == nil)
        #expect(try read.texts("L") == ["a", "b"])
        var objects = try #require(try read.objects("O"))
        #expect(try objects[0].text("K") == "v")
        try read.finish()
    }

    @Test func `what no one asked for is unknown`() throws {
        var read = try parameters(#"{"A":"x","B":1}"#)
        #expect(try read.text("A") == "x")
        #expect(code { try read.finish() } == .unknownParameter)
    }

    @Test(arguments: [#"{"A":1}"#, #"{"A":["x"]}"#, #"{"A":true}"#, #"{"A":{}}"#])
    func `a text is a string`(json: String) throws {
        var read = try parameters(json)
        #expect(code { _ = try read.text("A") } == .invalidParameter)
    }

    @Test(arguments: [
        #"{"A":-1}"#, #"{"A":1.5}"#, #"{"A":1e3}"#, #"{"A":"x"}"#, #"{"A":""}"#, #"{"A":true}"#, #"{"A":"+1"}"#,
        #"{"A":99999999999999999999}"#,
    ])
    func `a whole number is digits that fit`(json: String) throws {
        var read = try parameters(json)
        #expect(code { _ = try read.integer("A") } == .invalidParameter)
    }

    @Test func `what has to be there is missed by its name`() throws {
        var read = try parameters("{}")
        let error = #expect(throws: APIError.self) { try read.requiredText("KeyId") }
        #expect(error?.code == .missingParameter)
        #expect(error?.message.english.contains("KeyId") == true)
    }

    @Test(arguments: ["", "[]", "\"a\"", "{", #"{"A":1,"A":2}"#, "null", "{} {}"])
    func `a body is one object`(json: String) {
        #expect(code { _ = try parameters(json) } == .invalidParameter)
    }

    @Test func `a form becomes the same tree`() throws {
        let form = try FormParameters(Array("KeyIds.0=a&KeyIds.1=b&Tags.0.TagKey=env&Tags.0.TagValue=a+b%2Bc&N=5".utf8))
        var read = try Parameters(form.tree())
        #expect(try read.texts("KeyIds") == ["a", "b"])
        #expect(try read.integer("N") == 5)
        var tags = try #require(try read.objects("Tags"))
        #expect(try tags[0].text("TagKey") == "env")
        #expect(try tags[0].text("TagValue") == "a b+c")
    }

    @Test(arguments: [
        "A=%", "A=%4", "A=%zz", "A=%ff", "A=1&A=2", "A=1&A.B=2", "A.B=1&A=2", "L.0=a&L.2=b", "a.b.c.d.e.f.g.h.i.j=1",
    ])
    func `a form that says no tree is refused`(form: String) {
        #expect(code { _ = try FormParameters(Array(form.utf8)).tree() } == .invalidParameter)
    }
}
