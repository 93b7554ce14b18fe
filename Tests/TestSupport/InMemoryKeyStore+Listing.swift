// SPDX-License-Identifier: Apache-2.0
import KeyManagement

// How listings of the store in memory choose and order.

extension CustomerMasterKey {
    func matches(_ query: KeyQuery) -> Bool {
        if let states = query.states, !states.contains(state) { return false }
        if let origin = query.origin, self.origin != origin { return false }
        if let usage = query.usage, self.usage != usage { return false }
        if let search = query.search, !alias.text.holds(search), !id.description.holds(search) { return false }
        return query.tags.allSatisfy { $0.accepts(tags) }
    }
}

extension HostedDataKey {
    func matches(_ query: DataKeyQuery) -> Bool {
        if let states = query.states, !states.contains(state) { return false }
        if let origin = query.origin, self.origin != origin { return false }
        if let keyID = query.keyID, self.keyID != keyID { return false }
        if let byteCount = query.byteCount, self.byteCount != byteCount { return false }
        if let search = query.search, !name.text.holds(search), !id.description.holds(search) { return false }
        return query.tags.allSatisfy { $0.accepts(tags) }
    }
}

extension Sequence {
    /// By time, then by the bytes of the ID, whichever way the times go.
    func sorted(newestFirst: Bool, by place: (Element) -> (UnixTime, UniqueID)) -> [Element] {
        sorted { left, right in
            let (left, right) = (place(left), place(right))
            guard left.0 == right.0 else { return newestFirst ? left.0 > right.0 : left.0 < right.0 }
            return left.1.bytes.lexicographicallyPrecedes(right.1.bytes)
        }
    }
}

extension TagFilter {
    fileprivate func accepts(_ tags: [KeyTag]) -> Bool {
        tags.contains { tag in
            tag.key.utf8.elementsEqual(key.utf8)
                && (values.isEmpty || values.contains { $0.utf8.elementsEqual(tag.value.utf8) })
        }
    }
}

extension String {
    /// Byte by byte: Swift's own comparison holds canonically equivalent texts for equal.
    fileprivate func holds(_ part: String) -> Bool {
        let text = Array(utf8)
        let part = Array(part.utf8)
        guard part.count <= text.count else { return false }
        return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
    }
}
