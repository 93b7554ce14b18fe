// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu import`
struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Brings, and takes away, the material of an external key (BYOK).",
        discussion: """
            The way of the material, which its owner wraps offline, on any machine:
              hufu key create partner --external
              hufu import parameters alias/partner --out ./partner
              hufu import wrap --parameters ./partner --material key.bin --out wrapped.bin
              hufu import submit alias/partner --parameters ./partner --material wrapped.bin
            """,
        subcommands: [
            GetParameters.self, WrapMaterial.self, SubmitMaterial.self, DeleteMaterial.self, DiagnoseWrapping.self,
        ])
}
