// SPDX-License-Identifier: Apache-2.0
import KeyManagement

/// The life of one external key that holds the same material whenever it holds any, written down once more.
///
/// By the table of states and actions in the API's documents, not by the product's own; an answer is `ok`, the state for
/// ``Operation/describe``, or the last segment of the error code.
package struct KeyLifeModel: SequentialModel {
    package enum Operation: Sendable, Equatable {
        case describe, encrypt, decrypt, enable, disable, schedule, cancel, deleteMaterial
        /// New parameters for an import, which get that number.
        case parameters(Int)
        /// An import under the parameters of that number.
        case importMaterial(Int)
    }

    private var state: KeyState
    private var holdsMaterial: Bool
    /// The parameters that count.
    private var parameters: Int?

    /// A key that waits for its first material.
    package init() {
        state = .pendingImport
        holdsMaterial = false
    }

    package func after(_ operation: Operation, answering answer: String) -> KeyLifeModel? {
        var next = self
        return next.perform(operation) == answer ? next : nil
    }

    /// Carries out an operation where the state lets it, and answers.
    package mutating func perform(_ operation: Operation) -> String {
        switch operation {
        case .describe: return state.rawValue
        case .encrypt, .decrypt: return use()
        case .enable, .disable: return turn(to: operation == .enable ? .enabled : .disabled)
        case .schedule, .cancel: return delete(operation)
        case .deleteMaterial:
            guard state == .enabled || state == .disabled else { return "CmkStateNotSupport" }
            (state, holdsMaterial) = (.pendingImport, false)
        case .parameters(let number):
            guard state != .pendingDelete else { return "CmkStateNotSupport" }
            parameters = number
        case .importMaterial(let number):
            guard state == .enabled || state == .pendingImport else { return "CmkStateNotSupport" }
            guard parameters == number else { return "TokenExpired" }
            (state, holdsMaterial, parameters) = (.enabled, true, nil)
        }
        return "ok"
    }

    private func use() -> String {
        switch state {
        case .enabled: "ok"
        case .disabled: "CmkDisabled"
        default: "CmkStateNotSupport"
        }
    }

    private mutating func turn(to wanted: KeyState) -> String {
        guard state == .enabled || state == .disabled else { return "CmkStateNotSupport" }
        state = wanted
        return "ok"
    }

    private mutating func delete(_ operation: Operation) -> String {
        switch (operation, state) {
        case (.schedule, .enabled): return "CmkShouldBeDisabled"
        case (.schedule, .disabled), (.schedule, .pendingImport): state = .pendingDelete
        case (.schedule, _): return "CmkStateNotSupport"
        case (_, .pendingDelete): state = holdsMaterial ? .disabled : .pendingImport
        default: return "CmkNotPendingDelete"
        }
        return "ok"
    }
}
