// SPDX-License-Identifier: Apache-2.0

/// What must be so when a change is carried out, although the change does not touch it.
public enum StoreCondition: Sendable, Hashable {
    /// The key is still at this revision.
    case key(KeyID, revision: UInt64)
    /// The data key is still at this revision.
    case dataKey(DataKeyID, revision: UInt64)
    /// The store has fewer keys than this, counted as ``StoreCensus/keyCount()`` does.
    case keyCount(below: Int)
}
