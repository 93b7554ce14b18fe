// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Ties each signature to the action and region it first came with, for ten minutes at least.
///
/// Tencent's SDKs sign neither action nor region nor version: whoever sees a signed DescribeKey could send it again as
/// DeleteImportedKeyMaterial while its timestamp lasts. A signature lives five minutes on either side of its timestamp;
/// a pin lives one to two spans of ten minutes, so it always outlives the signature. Nothing but good signatures gets in, and
/// when the table is full the request is refused: a pin is never dropped early. Threads share it.
public final class SignaturePins: Sendable {
    /// Seconds of one generation: a signature's whole life, whose first and last second count in full.
    static let span: Int64 = 602

    private struct State {
        var current = PinTable()
        var previous = PinTable()
        var generation: Int64 = .min
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: how many signatures are kept at most in one span of ten minutes; 16 bytes each.
    public init(capacity: Int = 8_000_000) { self.capacity = capacity }

    /// What became of a signature.
    enum Verdict { case pinned, otherUse, full }

    /// Pins a signature, or compares it with its pin.
    ///
    /// - Parameters:
    ///   - signature: at least 8 bytes, and good.
    ///   - use: what it came with, 0 to 254.
    ///   - seconds: now.
    /// - Returns: `pinned` when it came with this use before, or never.
    func pin(_ signature: [UInt8], to use: UInt8, at seconds: Int64) -> Verdict {
        // 56 bits of the signature and the use in one word. Two good signatures that share 56 bits would only refuse one
        // of them, which happens once in 10⁹ requests at the full table.
        let mark = signature.prefix(7).reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1) } << 8
        return state.withLock { state in
            let generation = seconds / Self.span
            if generation > state.generation {
                state.previous = generation == state.generation + 1 ? state.current : PinTable()
                state.current = PinTable()
                state.generation = generation
            }
            let current = state.current.use(of: mark)
            if let known = state.previous.use(of: mark) ?? current, known != use { return .otherUse }
            guard current == nil else { return .pinned }
            guard state.current.count < capacity else { return .full }
            state.current.insert(mark, use)
            return .pinned
        }
    }
}

/// Words of 56 bits with a use of 8 bits each, by open addressing; 0 is an empty place.
private struct PinTable {
    private var places: [UInt64] = []
    private(set) var count = 0

    func use(of mark: UInt64) -> UInt8? {
        guard !places.isEmpty else { return nil }
        var place = start(of: mark)
        while places[place] != 0 {
            if places[place] & ~0xFF == mark { return UInt8(truncatingIfNeeded: places[place]) &- 1 }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    mutating func insert(_ mark: UInt64, _ use: UInt8) {
        if (count + 1) * 4 > places.count * 3 { grow() }
        // The use is kept one higher, so that no entry is 0.
        write(mark | UInt64(use &+ 1))
        count += 1
    }

    private mutating func write(_ entry: UInt64) {
        var place = start(of: entry & ~0xFF)
        while places[place] != 0 { place = (place + 1) & (places.count - 1) }
        places[place] = entry
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: max(1024, old.count * 2))
        for entry in old where entry != 0 { write(entry) }
    }

    /// A signature's bits are as good as random: no hash is needed.
    private func start(of mark: UInt64) -> Int { Int(truncatingIfNeeded: mark >> 16) & (places.count - 1) }
}
