// SPDX-License-Identifier: Apache-2.0
import Console
import KeyManagement

extension EncryptionContext {
    /// The context that `--context KEY=VALUE` options spell.
    ///
    /// - Throws: ``CommandFailure``: `usage` for an option without `=`; ``ContextError``.
    init(options: [String]) throws {
        try self.init(
            options.map { option throws(CommandFailure) in
                guard let equals = option.firstIndex(of: "=") else {
                    throw CommandFailure(
                        .usage, "'\(option)' is no encryption context. Write it as KEY=VALUE, such as project=tiger.")
                }
                return (key: String(option[..<equals]), value: String(option[option.index(after: equals)...]))
            })
    }
}
