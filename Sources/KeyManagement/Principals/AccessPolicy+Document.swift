// SPDX-License-Identifier: Apache-2.0
internal import StrictJSON

extension AccessPolicy {
    /// The most statements that a document may hold.
    public static let statementCountLimit = 100
    /// The most actions, and the most keys, of one statement.
    public static let patternCountLimit = 100

    /// Reads a policy document: UTF-8, one JSON object (RFC 8259).
    ///
    /// `{"statements": [{"effect": "allow" | "deny", "actions": [text, …], "keys": [text, …]}, …]}`: every member is
    /// required, no other is accepted, none may occur twice, and no list of patterns may be empty.
    ///
    /// - Throws: ``PolicyError`` with the line.
    public init(document: [UInt8]) throws(PolicyError) {
        let value: JSONValue
        do throws(JSONError) { value = try JSONReader.value(of: document) } catch {
            throw PolicyError(line: error.line, error.reason)
        }
        let members = try PolicyMembers(of: value, called: "the policy", named: ["statements"])
        let statements = try members.list("statements", limit: AccessPolicy.statementCountLimit)
        self.init(try statements.map { value throws(PolicyError) in try Statement(value) })
    }

    /// The policy as a document, two blanks a level, with a line feed at its end.
    public var document: String {
        JSONWriter.text(
            of: JSONValue(.object([.init("statements", JSONValue(.array(statements.map(\.json))))])))
    }
}

extension AccessPolicy.Statement {
    fileprivate init(_ value: JSONValue) throws(PolicyError) {
        let members = try PolicyMembers(of: value, called: "a statement", named: ["effect", "actions", "keys"])
        let (word, line) = try members.text("effect")
        guard let effect = AccessPolicy.Effect(rawValue: word) else {
            throw PolicyError(line: line, "the effect is 'allow' or 'deny', not '\(word)'")
        }
        self.init(
            effect,
            actions: try members.patterns("actions") { text throws(PolicyError) in try ActionPattern(text) },
            keys: try members.patterns("keys") { text throws(PolicyError) in try KeyPattern(text) })
    }

    fileprivate var json: JSONValue {
        func list(_ texts: [String]) -> JSONValue { JSONValue(.array(texts.map { JSONValue(.string($0)) })) }
        return JSONValue(
            .object([
                .init("effect", JSONValue(.string(effect.rawValue))), .init("actions", list(actions.map(\.text))),
                .init("keys", list(keys.map(\.text))),
            ]))
    }
}

/// The members of one object of a document, which has exactly those named.
private struct PolicyMembers {
    private let value: JSONValue
    private let owner: String

    init(of value: JSONValue, called owner: String, named names: [String]) throws(PolicyError) {
        guard case .object(let members) = value.content else {
            throw PolicyError(line: value.line, "\(owner) is an object, not \(value.kind)")
        }
        for member in members where !names.contains(member.name) {
            throw PolicyError(line: member.value.line, "\(owner) has no member '\(member.name)'")
        }
        for name in names where value[name] == nil {
            throw PolicyError(line: value.line, "\(owner) lacks its member '\(name)'")
        }
        self.value = value
        self.owner = owner
    }

    func text(_ name: String) throws(PolicyError) -> (text: String, line: Int) {
        let member = try member(name)
        guard case .string(let text) = member.content else {
            throw PolicyError(line: member.line, "'\(name)' is a string, not \(member.kind)")
        }
        return (text, member.line)
    }

    func list(_ name: String, limit: Int) throws(PolicyError) -> [JSONValue] {
        let member = try member(name)
        guard case .array(let elements) = member.content else {
            throw PolicyError(line: member.line, "'\(name)' is an array, not \(member.kind)")
        }
        guard elements.count <= limit else {
            throw PolicyError(line: member.line, "'\(name)' has more than \(limit) entries")
        }
        return elements
    }

    func patterns<Pattern>(
        _ name: String, _ read: (String) throws(PolicyError) -> Pattern
    ) throws(PolicyError) -> [Pattern] {
        let elements = try list(name, limit: AccessPolicy.patternCountLimit)
        guard !elements.isEmpty else {
            throw PolicyError(line: value.line, "'\(name)' is empty, so it matches nothing")
        }
        return try elements.map { element throws(PolicyError) in
            guard case .string(let text) = element.content else {
                throw PolicyError(line: element.line, "'\(name)' holds strings, not \(element.kind)")
            }
            do throws(PolicyError) { return try read(text) } catch { throw error.at(line: element.line) }
        }
    }

    private func member(_ name: String) throws(PolicyError) -> JSONValue {
        guard let member = value[name] else {
            throw PolicyError(line: value.line, "\(owner) lacks its member '\(name)'")
        }
        return member
    }
}
