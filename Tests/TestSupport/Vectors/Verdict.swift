// SPDX-License-Identifier: Apache-2.0

/// What a vector expects of the module, in Wycheproof's words.
package enum Verdict: String, Sendable {
    /// The operation succeeds with the given result.
    case valid
    /// The operation is refused; a result that is given is what a broken implementation might return.
    case invalid
    /// Legal but weak or ambiguous: either outcome passes.
    case acceptable
}
