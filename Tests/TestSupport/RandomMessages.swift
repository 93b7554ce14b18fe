// SPDX-License-Identifier: Apache-2.0

/// Messages to compare two implementations of one cipher on: every alignment of input and output, many lengths.
package struct RandomMessages {
    /// One message and where its output is to lie.
    package struct Layout {
        /// Address of the plaintext modulo 64 is `plaintextStart % 64`.
        let plaintextStart: Int
        /// Length of the plaintext, 0 to 70,000 bytes: of four messages two anywhere up to there, one up to 8,192, one up
        /// to 512, where the special cases are.
        package let byteCount: Int
        let contextStart: Int
        let contextByteCount: Int
        /// Address of the output modulo 64.
        package let outputOffset: Int
        /// The message's place in the series, to name it in a failed test.
        package let index: Int
    }

    /// The longest plaintext in bytes.
    package static let byteCountLimit = 70_000
    private static let contextByteCountLimit = 300

    private let pool: AlignedBytes
    private let poolByteCount = 1 << 18
    private var generator: SeededGenerator

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        pool = AlignedBytes(generator.bytes(poolByteCount))
    }

    /// Hands `body` the layout of each of `count` messages, whose alignments together take every value from 0 to 63.
    package mutating func forEach(_ count: Int, _ body: (Layout) throws -> Void) rethrows {
        for index in 0..<count {
            let limit = [512, RandomMessages.byteCountLimit, 8_192, RandomMessages.byteCountLimit][index % 4]
            let byteCount = Int.random(in: 0...limit, using: &generator)
            let contextByteCount = Int.random(in: 0...RandomMessages.contextByteCountLimit, using: &generator)
            let block = Int.random(in: 0..<(poolByteCount - byteCount) / 64 - 1, using: &generator)
            let contextStart = Int.random(in: 0..<poolByteCount - contextByteCount, using: &generator)
            try body(
                Layout(
                    plaintextStart: block * 64 + (index / 4) % 64, byteCount: byteCount, contextStart: contextStart,
                    contextByteCount: contextByteCount, outputOffset: (index / 4 / 64 + index) % 64, index: index))
        }
    }

    /// Lends the message's plaintext and context.
    package func withMessage<Result>(
        _ layout: Layout, _ body: (Span<UInt8>, Span<UInt8>) throws -> Result
    ) rethrows -> Result {
        try pool.withBytes(at: layout.plaintextStart, count: layout.byteCount) { plaintext in
            try pool.withBytes(at: layout.contextStart, count: layout.contextByteCount) { context in
                try body(plaintext, context)
            }
        }
    }
}
