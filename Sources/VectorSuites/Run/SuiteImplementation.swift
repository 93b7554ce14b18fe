// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Something that answers the questions of suites: an implementation behind an edition's port, or the product itself.
package protocol SuiteImplementation: Sendable {
    var edition: Edition { get }
    /// As reports show it, such as `CSM4 portable`.
    var name: String { get }

    /// Answers one question.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - byteCount: how long the answer is expected to be, for interfaces that must be told; nil when nothing is known.
    /// - Returns: what the question's case says.
    /// - Throws: ``VectorRefusal``.
    func answer(_ question: VectorQuestion, expecting byteCount: Int?) throws(VectorRefusal) -> [UInt8]
}

/// One implementation behind an edition's ``VectorPort``.
package struct PortImplementation: SuiteImplementation {
    private let port: any VectorPort
    package let name: String

    package var edition: Edition { port.edition }

    package init(_ name: String, of port: any VectorPort) {
        self.port = port
        self.name = name
    }

    package func answer(_ question: VectorQuestion, expecting byteCount: Int?) throws(VectorRefusal) -> [UInt8] {
        try port.answer(question, by: name)
    }
}
