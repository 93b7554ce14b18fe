// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import KeyManagement

/// `hufu import delete-material`
struct DeleteMaterial: KeyChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete-material",
        abstract: "Takes the imported material out of a key, which does not work until the same material is back.",
        usage: "hufu import delete-material <key> [<options>]",
        discussion: """
            Example:
              hufu import delete-material alias/partner
            """)

    @OptionGroup var global: GlobalOptions

    @OptionGroup var target: KeyArgument

    func change(_ key: KeySelector, of service: KeyService, for caller: Caller) async throws -> CustomerMasterKey {
        try await service.deleteImportedKeyMaterial(key, for: caller)
    }

    func advice(on key: CustomerMasterKey) -> String? {
        """
        Only the same material, from its owner's backup, makes this key work again:
          hufu import parameters alias/\(key.alias.text) --out DIR
        """
    }
}
