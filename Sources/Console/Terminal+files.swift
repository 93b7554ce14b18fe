// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Terminal {
    /// Whether standard output is a terminal, which binary data would garble.
    package static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether the bytes are text that a terminal shows as it is: UTF-8 without control characters but tab and line feed.
    package static func isPrintable(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control || scalar == "\n" || scalar == "\t"
        }
    }
}
