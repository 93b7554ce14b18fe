// SPDX-License-Identifier: Apache-2.0

/// Start-up health tests of a random generator's output, after NIST SP 800-90B §4.3 and §4.4: 1024 samples of 8 bits.
///
/// They find a generator that is stuck, repeats itself or favours a value, nothing finer. A sound generator fails one of
/// them less than once in 2³⁸ starts: α is 2⁻⁴⁰ for each window and each run.
package enum RandomHealthCheck {
    /// How many bytes one draw takes. Two draws make up the 1024 samples of §4.3.
    package static let windowByteCount = 512
    /// A value this often in a row is a failure: 1 + ⌈40 / 8⌉ (§4.4.1).
    static let repetitionCutoff = 6
    /// A window's first value this often in the window is a failure: 1 + critbinom(512, 2⁻⁸, 1 − 2⁻⁴⁰) (§4.4.2).
    static let proportionCutoff = 19

    /// Draws twice and tests each draw, and that they differ.
    ///
    /// - Parameter draw: answers fresh bytes of the generator, as many as asked for.
    /// - Returns: false for a generator that must not be used.
    /// - Throws: what `draw` throws.
    package static func passes(
        drawing draw: (_ byteCount: Int) throws(CryptoError) -> [UInt8]
    ) throws(CryptoError) -> Bool {
        let first = try draw(windowByteCount)
        let second = try draw(windowByteCount)
        return first != second && isPlausible(first) && isPlausible(second)
    }

    /// The repetition count test (§4.4.1) and the adaptive proportion test (§4.4.2) on one window.
    private static func isPlausible(_ window: [UInt8]) -> Bool {
        guard window.count == windowByteCount, let first = window.first else { return false }
        var longest = 0
        var run = 0
        var previous: UInt8?
        for byte in window {
            run = byte == previous ? run + 1 : 1
            longest = max(longest, run)
            previous = byte
        }
        return longest < repetitionCutoff && window.count(where: { $0 == first }) < proportionCutoff
    }
}
