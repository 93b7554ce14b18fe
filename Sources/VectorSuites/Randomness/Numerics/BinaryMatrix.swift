// SPDX-License-Identifier: Apache-2.0

/// Matrices over GF(2).
enum BinaryMatrix {
    /// The rank of the 32×32 matrix whose rows these are, one word each.
    static func rank(ofRows rows: [UInt32]) -> Int {
        var rows = rows
        var rank = 0
        for column in 0..<32 {
            let mask: UInt32 = 0x8000_0000 >> UInt32(column)
            guard let pivot = (rank..<rows.count).first(where: { rows[$0] & mask != 0 }) else { continue }
            rows.swapAt(rank, pivot)
            for index in rank + 1..<rows.count where rows[index] & mask != 0 { rows[index] ^= rows[rank] }
            rank += 1
            if rank == rows.count { break }
        }
        return rank
    }
}
