// SPDX-License-Identifier: Apache-2.0

/// Why an action on a hosted data key was refused, and what to do. Never holds a byte of a data key.
public enum DataKeyError: Error, Sendable, Equatable {
    /// No data key has this ID.
    case notFound(DataKeyID)
    /// A text that is no data key's ID.
    case invalidID(String)
    /// A name that breaks the rule; the text says how.
    case invalidName(String)
    /// Another data key has this name.
    case nameTaken(DataKeyName)
    /// A description of more than 100 bytes.
    case descriptionTooLong(byteCount: Int)
    /// The same data key twice in a batch.
    case duplicatedID(DataKeyID)
    /// The data key's state does not allow the action.
    case refusedByState(DataKeyRefusal, state: DataKeyState, action: KeyAction)
    /// What was brought cannot be hosted.
    case unfitImport(UnfitImport)

    /// What is wrong with a data key that was brought.
    public enum UnfitImport: Sendable, Equatable {
        /// It has another length than 1 to 1024 bytes.
        case wrongByteCount(Int)
        /// It is no message of this service, or one with an encryption context; the reason says at which step.
        case message(FormatError)
        /// It is sealed under another key than the one named.
        case otherKey(KeyID)
    }
}

extension DataKeyError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .notFound(let id): "There is no data key \(id). List the data keys with ListDataKeys."
        case .invalidID(let text): "'\(text)' is no data key's ID. Use its 36 characters, lower case."
        case .invalidName(let reason): "This data key's name cannot be used: \(reason)."
        case .nameTaken(let name): "Another data key has the name '\(name.text)'. Choose another one."
        case .descriptionTooLong(let byteCount):
            "The description has \(byteCount) bytes; at most \(HostedDataKey.summaryByteCountLimit) are allowed."
        case .duplicatedID(let id): "The data key \(id) is named twice. Name each data key once."
        case .refusedByState(let refusal, let state, let action):
            "\(action.rawValue) is not possible while the data key is \(state.rawValue)\(refusal.advice(in: state))"
        case .unfitImport(let reason): reason.description
        }
    }
}

extension DataKeyError.UnfitImport: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .wrongByteCount(let count):
            "The data key has \(count) bytes. Bring one of 1 to \(KeyService.randomByteCountLimit)."
        case .message(let reason):
            "What was brought is no data key sealed here without an encryption context. \(reason.description)"
        case .otherKey(let id): "The data key is sealed under the key \(id). Name that key, or none."
        }
    }
}

extension DataKeyRefusal {
    /// How the action becomes possible.
    fileprivate func advice(in state: DataKeyState) -> String {
        switch (self, state) {
        case (.dataKeyNotPendingDelete, _): ": no deletion is scheduled."
        case (_, .enabled): ". Disable it first."
        case (_, .disabled): ". Enable it first."
        case (_, .pendingDelete): ". Cancel its deletion first."
        }
    }
}
