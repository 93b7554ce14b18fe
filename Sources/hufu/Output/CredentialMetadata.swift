// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// A credential as `--json` shows it. Times are Unix seconds; 0 stands for none. ``Terminal`` writes the names with a
/// capital.
struct CredentialMetadata: Encodable {
    /// What a request names the credential by.
    let secretId: String
    /// The SecretKey just made, and only then, unless it went to a file.
    let secretKey: String?
    /// The file that holds the SecretKey just made.
    let secretFile: String?
    /// The credential's name.
    let name: String
    /// Its own ID, which stands in audit records.
    let id: String
    /// When it was made.
    let createTime: Int64
    /// Which principal made it.
    let creator: String
    /// Whether its requests are accepted.
    let enabled: Bool
    /// The version of the SecretKey, from 1.
    let secretVersion: UInt32
    /// Until when the SecretKey before it counts as well.
    let previousValidUntil: Int64
    /// How many statements its policy has; `hufu policy show` shows them.
    let policyStatements: Int

    init(_ credential: Credential, secretKey: String? = nil, secretFile: String? = nil) {
        secretId = credential.secretID.text
        self.secretKey = secretKey
        self.secretFile = secretFile
        name = credential.name.text
        id = credential.id.description
        createTime = credential.createdAt.seconds
        creator = credential.createdBy
        enabled = credential.isEnabled
        secretVersion = credential.secretVersion
        previousValidUntil = credential.previousValidUntil?.seconds ?? 0
        policyStatements = credential.policy.statements.count
    }
}
