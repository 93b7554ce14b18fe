// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine

/// Why the key service refused, and what to do. Never holds plaintext, material, a token or a context value.
@nonexhaustive public enum KeyServiceError: Error, Equatable {
    /// No key has this ID or alias.
    case keyNotFound(KeySelector)
    /// A text that is neither `alias/NAME` nor a key ID.
    case invalidKeyID(String)
    /// An alias that breaks the rule; the text says how.
    case invalidAlias(String)
    /// Another key has this alias.
    case aliasTaken(KeyAlias)
    /// There are as many keys as there may be, those that wait for their deletion not counted.
    case keyLimitReached(limit: Int)
    /// A description of more than 1024 bytes.
    case descriptionTooLong(byteCount: Int)
    /// The key's state does not allow the action.
    case refusedByState(StateRefusal, state: KeyState, action: KeyAction)
    /// An action that does not go with what the key is for.
    case wrongUsage(KeyUsage, action: KeyAction)
    /// A usage that this edition does not offer.
    case unsupportedUsage(KeyUsage)
    /// An asymmetric key that was to be external: pairs are made by the engine only.
    case externalUsage(KeyUsage)
    /// An algorithm that a key of this usage does not take, or that is switched off.
    case wrongAlgorithm(String, usage: KeyUsage)
    /// A message to be signed or verified outside 1 to 4096 bytes, or a digest that has not 32.
    case invalidMessageLength(byteCount: Int, form: MessageForm)
    /// Ciphertext for an SM2 key of more than 256 bytes.
    case ciphertextTooLong(byteCount: Int)
    /// Ciphertext that does not decrypt with an asymmetric key. One reason for all.
    case notDecrypted
    /// An import action on a key whose material the engine makes.
    case notExternal(KeyID)
    /// A wrapping algorithm that this edition, as configured, does not offer.
    case unsupportedWrapping(String)
    /// An import token that is damaged, forged, or for another key.
    case invalidToken
    /// An import token past its 24 hours, replaced by a newer one, used, or dead after five failures.
    case tokenExpired(TokenEnd)
    /// Wrapped material that does not unwrap; after `attemptsLeft` more failures the token is dead.
    case materialNotUnwrapped(attemptsLeft: Int)
    /// Material of another length than the edition's keys; lengths in bits.
    case wrongMaterialLength(requiredBits: Int, actualBits: Int)
    /// Material that is no random key; the text says what it looks like.
    case unfitMaterial(String)
    /// Other material than the one first imported into this key.
    case materialMismatch(KeyID)
    /// The material's check value is not the one that its owner stated.
    case checkValueMismatch
    /// A stated check value that is not 16 hexadecimal digits.
    case malformedCheckValue
    /// An end of validity that is past, or later than 2147443200 (2038-01-18 16:00:00 UTC).
    case invalidValidTo
    /// A waiting period outside 7 to 30 days.
    case invalidPendingWindow(days: Int)
    /// A rotation period outside 7 to 365 days.
    case invalidRotationPeriod(days: Int)
    /// A second rotation within 24 hours.
    case rotatedRecently
    /// A plaintext outside 1 to 4096 bytes.
    case invalidPlaintextLength(byteCount: Int)
    /// A count of bytes outside 1 to 1024.
    case invalidByteCount(Int)
    /// Ciphertext that is no message of this service; the reason says at which step.
    case invalidCiphertext(FormatError)
    /// An encryption context that cannot be used.
    case invalidContext(ContextError)
    /// Tags that break the rules.
    case tags(TagError)
    /// A binding to a cloud resource that is in the way, or wrong.
    case binding(BindingError)
    /// Several keys in one call that cannot be taken together.
    case batch(BatchError)
    /// An action on a hosted data key was refused.
    case dataKey(DataKeyError)
    /// The caller's policy does not allow the action: on that key, as the caller named it, or, without one, at all.
    case unauthorized(action: String, key: KeySelector?)
    /// No credential has this SecretId or name.
    case credentialNotFound(CredentialSelector)
    /// Another credential has this name.
    case credentialNameTaken(CredentialName)
    /// A name for a credential that breaks the rule; the text says how.
    case invalidCredentialName(String)
    /// A time for the earlier SecretKey outside 0 to 30 days.
    case invalidGracePeriod(seconds: Int64)
    /// More callers wait for a new key pair than may wait.
    case importPairsExhausted
    /// The key changed under this call again and again.
    case busy
    /// The store failed.
    case store(KeyStoreError)
    /// The engine failed.
    case engine(CryptoError)

    /// How an import token came to its end.
    public enum TokenEnd: String, Sendable, CaseIterable {
        /// Its 24 hours are over.
        case expired
        /// A newer one was made, or an import succeeded.
        case superseded
        /// Five unwraps failed.
        case dead
    }
}

extension KeyServiceError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .keyNotFound(let selector): "There is no key \(selector). List the keys with `hufu key list`."
        case .invalidKeyID(let text):
            "'\(text)' names no key. Use a key ID (36 characters, lower case) or alias/NAME."
        case .invalidAlias(let reason): "This alias cannot be used: \(reason)."
        case .aliasTaken(let alias): "Another key has the alias '\(alias.text)'. Choose another one."
        case .keyLimitReached(let limit): "There are \(limit) keys or more, as many as may be. Delete one."
        case .descriptionTooLong(let byteCount):
            "The description has \(byteCount) bytes; at most \(CustomerMasterKey.summaryByteCountLimit) are allowed."
        case .refusedByState(let refusal, let state, let action):
            refusal.advice("\(action.rawValue) is not possible while the key is \(state.rawValue)", in: state)
        case .wrongUsage(let usage, let action):
            "\(action.rawValue) is not for a key of the usage \(usage.rawValue). Name a key that was created for it."
        case .unsupportedUsage(let usage):
            "This edition has no keys of the usage \(usage.rawValue). Choose another usage, or the other edition."
        case .externalUsage(let usage):
            "A key of the usage \(usage.rawValue) cannot be external: only symmetric material is imported."
        case .wrongAlgorithm(let name, let usage):
            "A key of the usage \(usage.rawValue) does not take the algorithm \(name) here. Choose one of its own."
        case .invalidMessageLength(let byteCount, .raw):
            "The message has \(byteCount) bytes; 1 to \(KeyService.plaintextByteCountLimit) are signed. "
                + "Sign the digest of a longer one."
        case .invalidMessageLength(let byteCount, .digest):
            "The digest has \(byteCount) bytes. Pass one of exactly 32 bytes."
        case .ciphertextTooLong(let byteCount):
            "The ciphertext has \(byteCount) bytes; an SM2 key decrypts at most "
                + "\(KeyService.sm2CiphertextByteCountLimit)."
        case .notDecrypted:
            "The ciphertext does not decrypt. Encrypt with this key's public key and the algorithm named."
        case .notExternal(let id):
            "The key \(id) makes its own material. Only a key created as external takes imported material."
        case .unsupportedWrapping(let name):
            "This edition, as configured, does not offer the wrapping algorithm \(name). Choose another one."
        case .invalidToken:
            "The import token is damaged, forged or for another key. Get new import parameters for this key."
        case .tokenExpired(let end): "\(end.reason) Get new import parameters and wrap the material again."
        case .materialNotUnwrapped(let attemptsLeft):
            "The wrapped material does not unwrap. Wrap it with the public key and algorithm of this token; "
                + "`hufu import diagnose` says what is wrong with the file. Attempts left: \(attemptsLeft)."
        case .wrongMaterialLength(let required, let actual):
            "The material has \(actual) bits. This edition imports exactly \(required) bits."
        case .unfitMaterial(let reason):
            "The material was refused: \(reason). Import the raw bytes of a random key."
        case .materialMismatch(let id):
            "This is not the material first imported into the key \(id). Only that material can ever be imported "
                + "into it; for other material create a new key."
        case .checkValueMismatch:
            "The check value stated is not that of the material received. Nothing was imported; "
                + "check that the right file was wrapped."
        case .malformedCheckValue: "A check value has 16 hexadecimal digits."
        case .invalidValidTo:
            "The end of validity must be later than now and not after 2147443200 (2038-01-18 16:00:00 UTC)."
        case .invalidPendingWindow(let days): "A key is deleted after 7 to 30 days, not \(days)."
        case .invalidRotationPeriod(let days): "A key is rotated every 7 to 365 days, not every \(days)."
        case .rotatedRecently: "The key was rotated less than 24 hours ago. Try again later."
        case .invalidPlaintextLength(let byteCount):
            "The message has \(byteCount) bytes; a CMK encrypts 1 to \(KeyService.plaintextByteCountLimit). "
                + "Encrypt a file, or use a data key."
        case .invalidByteCount(let count):
            "\(count) bytes were asked for. Ask for 1 to \(KeyService.randomByteCountLimit)."
        case .invalidCiphertext(let reason): reason.description
        case .invalidContext(let reason): reason.description
        case .tags(let reason): reason.description
        case .binding(let reason): reason.description
        case .batch(let reason): reason.description
        case .dataKey(let reason): reason.description
        case .unauthorized(let action, let key):
            "The credential's policy does not allow \(action)\(key.map { " with the key \($0)" } ?? ""). Ask who looks "
                + "after it; `hufu policy explain` tells them why."
        case .credentialNotFound(let selector):
            "There is no credential \(selector). List them with `hufu credential list`."
        case .credentialNameTaken(let name):
            "Another credential has the name '\(name.text)'. Choose another one."
        case .invalidCredentialName(let reason): "This name cannot be used: \(reason)."
        case .invalidGracePeriod(let seconds):
            "The earlier SecretKey can count for 0 to \(PrincipalService.longestGrace) seconds (30 days) more, "
                + "not \(seconds)."
        case .importPairsExhausted:
            "Too many callers wait for a new key pair. Nothing was changed; try again in a few seconds."
        case .busy: "The key is being changed by others again and again. Try again in a moment."
        case .store(let error): error.description
        case .engine(let error): error.description
        }
    }
}

extension KeyServiceError.TokenEnd {
    fileprivate var reason: String {
        switch self {
        case .expired: "The import token is older than 24 hours."
        case .superseded: "The import token was used, or replaced by a newer one."
        case .dead: "The import token is void after five failed attempts."
        }
    }
}

extension StateRefusal {
    /// `what` is not possible, and how it becomes possible.
    fileprivate func advice(_ what: String, in state: KeyState) -> String {
        switch self {
        case .cmkDisabled: "\(what). Enable it with `hufu key enable`."
        case .cmkArchived: "\(what): it decrypts only. Un-archive it with `hufu key unarchive`."
        case .cmkShouldBeDisabled: "\(what). Disable it first with `hufu key disable`."
        case .cmkNotPendingDelete: "\(what): no deletion is scheduled."
        case .keyPendingDelete: "\(what). Cancel the deletion with `hufu key cancel-deletion`."
        case .externalCmkCanNotRotate: "The key cannot rotate: its material is imported."
        case .rotateNotSupported: "The key cannot rotate: its material is imported, or periodic rotation is off."
        case .cmkStateNotSupport: stateAdvice(what, in: state)
        }
    }

    private func stateAdvice(_ what: String, in state: KeyState) -> String {
        switch state {
        case .pendingImport:
            "\(what): it has no material. Import it with `hufu import parameters` and `hufu import submit`."
        case .pendingDelete: "\(what). Cancel the deletion with `hufu key cancel-deletion`."
        case .archived: "\(what). Un-archive it with `hufu key unarchive`."
        case .disabled: "\(what). Enable it with `hufu key enable`."
        case .enabled: "\(what)."
        }
    }
}
