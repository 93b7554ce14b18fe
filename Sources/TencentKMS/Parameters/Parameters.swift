// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// The parameters of one action, read by name. What was not read in the end is unknown to the action.
///
/// A parameter that is null counts as absent. Whole numbers may come as decimal text, as published samples and forms have
/// them.
struct Parameters {
    private let members: [JSONValue.Member]
    /// Of each member.
    private var isRead: [Bool]
    /// Such as `Tags.0.`, for errors.
    private let path: String

    /// Reads a JSON body: an object.
    ///
    /// - Throws: `InvalidParameter`.
    init(json body: [UInt8]) throws(APIError) {
        let value: JSONValue
        do throws(JSONError) { value = try JSONReader.value(of: body) } catch { throw .malformedJSON(error) }
        try self.init(value)
    }

    /// Takes a value that is an object.
    ///
    /// - Throws: `InvalidParameter`.
    init(_ value: JSONValue, at path: String = "") throws(APIError) {
        guard case .object(let list) = value.content else {
            throw path.isEmpty ? .noObject : .malformed(String(path.dropLast()), "is no object", zh: "不是对象")
        }
        members = list
        isRead = [Bool](repeating: false, count: list.count)
        self.path = path
    }

    /// - Throws: `UnknownParameter` for one that nothing read.
    func finish() throws(APIError) {
        guard let name = zip(members, isRead).filter({ !$0.1 }).map(\.0.name).min() else { return }
        throw .unknown(name.utf8.count <= 64 ? path + name : "…")
    }

    private mutating func take(_ name: String) -> JSONValue.Content? {
        guard let place = members.firstIndex(where: { $0.name == name }) else { return nil }
        isRead[place] = true
        let content = members[place].value.content
        if case .null = content { return nil }
        return content
    }

    /// A text; nil without one.
    ///
    /// - Throws: `InvalidParameter` for anything else.
    mutating func text(_ name: String) throws(APIError) -> String? {
        guard let content = take(name) else { return nil }
        guard case .string(let text) = content else { throw .malformed(path + name, "is no string", zh: "不是字符串") }
        return text
    }

    /// A text that has to be there.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameter`.
    mutating func requiredText(_ name: String) throws(APIError) -> String {
        guard let text = try text(name) else { throw .missing(path + name) }
        return text
    }

    /// A whole number that is not negative; nil without one.
    ///
    /// - Throws: `InvalidParameter` for anything else.
    mutating func integer(_ name: String) throws(APIError) -> Int? {
        let digits: String
        switch take(name) {
        case .number(let text), .string(let text): digits = text
        case nil: return nil
        default: throw .malformed(path + name, "is no whole number", zh: "不是整数")
        }
        guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(digits)
        else { throw .malformed(path + name, "is no whole number from 0", zh: "不是非负整数") }
        return number
    }

    /// A whole number that has to be there.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameter`.
    mutating func requiredInteger(_ name: String) throws(APIError) -> Int {
        guard let number = try integer(name) else { throw .missing(path + name) }
        return number
    }

    /// A list of texts; nil without one.
    ///
    /// - Throws: `InvalidParameter` for anything else.
    mutating func texts(_ name: String) throws(APIError) -> [String]? {
        try elements(name)?.map { (element) throws(APIError) in
            guard case .string(let text) = element.content else {
                throw .malformed(path + name, "holds something that is no string", zh: "含有非字符串元素")
            }
            return text
        }
    }

    /// A list of objects, each with its own parameters; nil without one.
    ///
    /// - Throws: `InvalidParameter` for anything else.
    mutating func objects(_ name: String) throws(APIError) -> [Parameters]? {
        var objects: [Parameters] = []
        guard let elements = try elements(name) else { return nil }
        for (place, element) in elements.enumerated() {
            objects.append(try Parameters(element, at: "\(path)\(name).\(place)."))
        }
        return objects
    }

    /// Whether there is a value other than null; it is not looked at.
    mutating func has(_ name: String) -> Bool { take(name) != nil }

    private mutating func elements(_ name: String) throws(APIError) -> [JSONValue]? {
        guard let content = take(name) else { return nil }
        guard case .array(let elements) = content else { throw .malformed(path + name, "is no list", zh: "不是数组") }
        return elements
    }
}

extension APIError {
    fileprivate static func malformedJSON(_ error: JSONError) -> APIError {
        APIError(
            .invalidParameter,
            "The body is no JSON object (line \(error.line)). Send the parameters as one JSON object.",
            zh: "请求体不是合法的 JSON 对象（第 \(error.line) 行），请以单个 JSON 对象发送参数。")
    }

    fileprivate static let noObject = APIError(
        .invalidParameter, "The body is no JSON object. Send the parameters as one JSON object.",
        zh: "请求体不是 JSON 对象，请以单个 JSON 对象发送参数。")

    fileprivate static func unknown(_ name: String) -> APIError {
        APIError(
            .unknownParameter, "This action has no parameter '\(name)'. Remove it.",
            zh: "该接口没有参数 '\(name)'，请移除。")
    }
}
