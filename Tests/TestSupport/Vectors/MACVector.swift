// SPDX-License-Identifier: Apache-2.0

/// One case of a message authentication code. A tag shorter than the whole one is its beginning.
package struct MACVector: Sendable {
    /// Names the case in its file.
    package let id: String
    package let key: [UInt8]
    package let message: [UInt8]
    package let tag: [UInt8]
    package let verdict: Verdict

    package init(id: String, key: [UInt8], message: [UInt8], tag: [UInt8], verdict: Verdict) {
        self.id = id
        self.key = key
        self.message = message
        self.tag = tag
        self.verdict = verdict
    }
}
