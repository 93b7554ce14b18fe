// SPDX-License-Identifier: Apache-2.0
import Console
import KeyManagement

/// Shows credentials to people or as JSON; never a SecretKey.
struct CredentialPresenter {
    let output: OutputOptions

    /// Shows one credential.
    func show(_ credential: Credential) throws {
        if output.json {
            try Terminal.print(json: CredentialMetadata(credential))
        } else {
            Terminal.print(fields: CredentialPresenter.fields(of: credential))
        }
    }

    /// Shows credentials, one a line.
    func show(list credentials: [Credential]) throws {
        if output.json {
            let metadatas = credentials.map { CredentialMetadata($0) }
            try Terminal.print(json: CredentialList(totalCount: credentials.count, credentials: metadatas))
        } else if credentials.isEmpty {
            Terminal.note("There is no credential. Make one with `hufu credential create NAME`.")
        } else {
            let heading = ["SECRET ID", "NAME", "STATE", "STATEMENTS", "VERSION", "CREATED"]
            Terminal.print(table: [heading] + credentials.map(row))
        }
    }

    /// What `credential list --json` prints.
    private struct CredentialList: Encodable {
        let totalCount: Int
        let credentials: [CredentialMetadata]
    }

    private func row(of credential: Credential) -> [String] {
        [
            credential.secretID.text, credential.name.text, CredentialPresenter.state(of: credential),
            String(credential.policy.statements.count), String(credential.secretVersion),
            Moment.text(credential.createdAt),
        ]
    }

    /// Name and value, the SecretId first.
    static func fields(of credential: Credential) -> [(String, String)] {
        let now = SystemWallClock().now
        var fields = [
            ("SecretId", credential.secretID.text), ("name", credential.name.text), ("state", state(of: credential)),
            ("policy", size(of: credential.policy)),
            ("version", String(credential.secretVersion)),
            ("created", "\(Moment.phrase(credential.createdAt, seenFrom: now)) by \(credential.createdBy)"),
        ]
        if let end = credential.previousValidUntil {
            fields.append(("previous key", "counts until \(Moment.phrase(end, seenFrom: now))"))
        }
        return fields
    }

    private static func size(of policy: AccessPolicy) -> String {
        let count = policy.statements.count
        return "\(count) statement\(count == 1 ? "" : "s")"
    }

    private static func state(of credential: Credential) -> String { credential.isEnabled ? "enabled" : "disabled" }
}
