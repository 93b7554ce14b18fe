// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyManagement

/// Where the story plays: a key store, the folder of its user, and who tells it. The steps are in extensions.
struct DemoStage {
    let vault: DemoVault
    /// The folder of the files that are encrypted.
    let files: String
    let narrator: Narrator

    var service: KeyService { vault.service }
    var caller: Caller { vault.caller }
    /// The key owner's own tool, in the owner's own folder.
    var tool: OpenSSLTool { OpenSSLTool(folder: files) }

    /// A file of the user.
    func path(_ name: String) -> String { "\(files)/\(name)" }

    /// What lies in the user's folder.
    func listing() throws -> Set<String> { Set(try FileManager.default.contentsOfDirectory(atPath: files)) }
}

/// An external key with the material that its owner keeps.
struct BroughtKey {
    let key: KeyID
    let material: OwnedMaterial
    /// Another key that holds the same material.
    let twin: KeyID
}

/// A file and its encrypted form, by name.
struct EncryptedFile {
    let plain: String
    let sealed: String
}
