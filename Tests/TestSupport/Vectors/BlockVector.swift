// SPDX-License-Identifier: Apache-2.0

/// A block cipher applied over and over, each output the next input.
package struct BlockVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let key: [UInt8]
    package let plaintext: [UInt8]
    /// The block after so many encryptions; the last one is the case's answer. Ascending.
    package let checkpoints: [(iterations: Int, block: [UInt8])]

    package init(
        id: String, key: [UInt8], plaintext: [UInt8], checkpoints: [(iterations: Int, block: [UInt8])]
    ) {
        self.id = id
        self.key = key
        self.plaintext = plaintext
        self.checkpoints = checkpoints
    }
}
