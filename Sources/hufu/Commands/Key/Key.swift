// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `hufu key`
struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Makes, lists and changes keys.",
        subcommands: [
            CreateKey.self, ListKeys.self, ShowKey.self, PublicKey.self, EnableKey.self, DisableKey.self,
            ArchiveKey.self, UnarchiveKey.self, RenameKey.self, DescribeKey.self, RotateKey.self, ScheduleDeletion.self,
            CancelDeletion.self,
        ])
}
