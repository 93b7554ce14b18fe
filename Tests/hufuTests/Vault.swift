// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation

/// A scratch folder with a store made by `hufu init` in `v`, and the command bound to its configuration.
struct Vault {
    let scratch: Scratch
    let edition: Edition

    init(_ edition: Edition) throws {
        scratch = try Scratch()
        self.edition = edition
        let made = try scratch.hufu("init", "--edition", edition.rawValue, "--directory", "v")
        guard made.status == 0 else { throw SetUpFailure(outcome: made) }
    }

    /// A step of a test's preparation that failed.
    struct SetUpFailure: Error {
        let outcome: Outcome
    }

    /// Runs the command on this store, whatever it comes to.
    @discardableResult
    func hufu(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try run(arguments, environment: environment)
    }

    /// Runs the command on this store, which must succeed, and answers with its JSON.
    @discardableResult
    func json(_ arguments: String...) throws -> [String: Any] {
        let outcome = try run(arguments + ["--json"], environment: [:])
        guard outcome.status == 0 else { throw SetUpFailure(outcome: outcome) }
        return try outcome.json()
    }

    /// Writes fresh raw material of the edition's length, mode 0600.
    func makeMaterial(_ name: String, byteCount: Int? = nil) throws -> Data {
        let count = byteCount ?? edition.keyByteCount
        let material = Data((0..<count).map { _ in UInt8.random(in: 0...255) })
        try scratch.write(material, to: name)
        try scratch.setMode(0o600, of: name)
        return material
    }

    private func run(_ arguments: [String], environment: [String: String]) throws -> Outcome {
        try scratch.hufu(
            arguments, environment: ["HUFU_CONFIG": scratch.path(of: "v/hufu.yaml")].merging(environment) { $1 })
    }
}
