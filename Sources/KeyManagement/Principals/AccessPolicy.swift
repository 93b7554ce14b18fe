// SPDX-License-Identifier: Apache-2.0

/// Who may do what with which keys: a list of statements. What no statement allows is denied, and a denial wins.
///
/// A pure value. Its text form, a JSON document, is read and written by ``init(document:)`` and ``document``.
///
/// ## Topics
/// ### Asking
/// - ``decision(on:target:)``
/// ### Documents
/// - ``init(document:)``, ``document``
public struct AccessPolicy: Sendable, Hashable {
    /// What is allowed and denied. The order says which statement is named as the one that decided, nothing else.
    public let statements: [Statement]

    /// One rule: it applies when one of its actions and one of its keys match.
    public struct Statement: Sendable, Hashable {
        /// What the rule does.
        public let effect: Effect
        /// To which actions it applies; never empty.
        public let actions: [ActionPattern]
        /// To which keys it applies; never empty.
        public let keys: [KeyPattern]

        /// A rule as it is meant; an empty list matches nothing.
        public init(_ effect: Effect, actions: [ActionPattern], keys: [KeyPattern]) {
            self.effect = effect
            self.actions = actions
            self.keys = keys
        }
    }

    /// What a statement does.
    public enum Effect: String, Sendable, CaseIterable {
        /// Allows what no statement denies.
        case allow
        /// Denies, whatever other statements allow.
        case deny
    }

    /// What comes of a question, and which statement, counted from 0, decided.
    public enum Decision: Sendable, Hashable {
        /// That statement allows it, and none denies it.
        case allowed(by: Int)
        /// That statement denies it.
        case denied(by: Int)
        /// No statement allows or denies it: denied.
        case unmatched

        /// Whether the action may go on.
        public var isAllowed: Bool { if case .allowed = self { true } else { false } }
    }

    /// A policy of these statements.
    public init(_ statements: [Statement]) { self.statements = statements }

    /// Allows every action with every key: the policy of the command line's own user.
    public static let everything = AccessPolicy([Statement(.allow, actions: [.any], keys: [.any])])

    /// Allows nothing.
    public static let nothing = AccessPolicy([])

    /// Asks whether an action may be carried out, and why.
    ///
    /// - Parameters:
    ///   - action: the API's name of the action; nil for a call that came without one, which only `*` matches.
    ///   - target: the key it is about; nil for an action of no key, which only the key pattern `*` matches.
    /// - Returns: the first statement that denies it; else the first that allows it; else `unmatched`.
    public func decision(on action: String?, target: PolicyTarget?) -> Decision {
        var allowing: Int?
        for (index, statement) in statements.enumerated() where statement.matches(action, target) {
            switch statement.effect {
            case .deny: return .denied(by: index)
            case .allow: allowing = allowing ?? index
            }
        }
        return allowing.map { .allowed(by: $0) } ?? .unmatched
    }
}

/// What a policy looks at in a key.
public struct PolicyTarget: Sendable {
    /// The key's ID.
    public let id: KeyID
    /// Its alias now, without `alias/`.
    public let alias: String
    /// Its tags.
    public let tags: [(key: String, value: String)]

    /// A key as a policy sees it.
    public init(id: KeyID, alias: String, tags: [(key: String, value: String)] = []) {
        self.id = id
        self.alias = alias
        self.tags = tags
    }
}

extension AccessPolicy.Statement {
    /// Whether one of its actions and one of its keys match.
    public func matches(_ action: String?, _ target: PolicyTarget?) -> Bool {
        names(action) && keys.contains { $0.matches(target) }
    }

    /// Whether one of its actions matches, whatever the key.
    public func names(_ action: String?) -> Bool { actions.contains { $0.matches(action) } }
}
