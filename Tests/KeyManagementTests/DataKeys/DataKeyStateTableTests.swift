// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import Testing

/// The state × action table of hosted data keys, written out once more by hand: a row an action, a column a state.
@Suite struct DataKeyStateTableTests {
    typealias Outcome = DataKeyStateTable.Outcome

    static let no = Outcome.refused(.dataKeyStateNotSupport)
    static let states: [DataKeyState] = [.enabled, .disabled, .pendingDelete]

    static let rows: [(KeyAction, [Outcome])] = [
        (.describeDataKey, [.allowed, .allowed, .allowed]),
        (.getDataKeyPlaintext, [.allowed, .refused(.dataKeyDisabled), .refused(.dataKeyPendingDelete)]),
        (.getDataKeyCiphertextBlob, [.allowed, .allowed, no]),
        (.enableDataKey, [.allowed, .becomes(.enabled), no]),
        (.disableDataKey, [.becomes(.disabled), .allowed, no]),
        (.scheduleDataKeyDeletion, [no, .becomes(.pendingDelete), no]),
        (
            .cancelDataKeyDeletion,
            [.refused(.dataKeyNotPendingDelete), .refused(.dataKeyNotPendingDelete), .becomes(.disabled)]
        ),
        (.updateDataKeyName, [.allowed, .allowed, no]),
        (.updateDataKeyDescription, [.allowed, .allowed, no]),
        (.destroyDataKey, [no, no, .removed]),
    ]

    @Test(arguments: rows)
    func `every cell is as documented`(action: KeyAction, outcomes: [Outcome]) {
        #expect(outcomes.count == DataKeyState.allCases.count)
        for (state, outcome) in zip(Self.states, outcomes) {
            #expect(DataKeyStateTable.outcome(of: action, in: state) == outcome, "\(action) in \(state)")
        }
    }

    @Test func `actions that are none on a data key go with no state`() {
        let others = Set(KeyAction.allCases).subtracting(Self.rows.map(\.0))
        #expect(others.count == KeyAction.allCases.count - Self.rows.count)
        for action in others {
            for state in Self.states { #expect(DataKeyStateTable.outcome(of: action, in: state) == Self.no) }
        }
    }
}
