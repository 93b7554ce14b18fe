// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension KeyService {
    /// Makes a data key: in clear for its caller, and sealed under a CMK. The service keeps neither.
    ///
    /// - Parameters:
    ///   - selector: the CMK that seals it.
    ///   - byteCount: 1 to 1024; nil for the length of the edition's keys.
    ///   - context: bound to the sealed form; must be given again to open it.
    ///   - caller: on whose behalf; stands in the record of this use.
    /// - Returns: the data key, in clear and sealed.
    /// - Throws: ``KeyServiceError/invalidByteCount(_:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/engine(_:)``.
    public func generateDataKey(
        under selector: KeySelector, byteCount: Int? = nil, context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> DataKey {
        let byteCount = byteCount ?? edition.keyByteCount
        guard (1...KeyService.randomByteCountLimit).contains(byteCount) else { throw .invalidByteCount(byteCount) }
        return try await use(by: .generateDataKey, for: caller) { use throws(KeyServiceError) in
            let (key, derivation) = try await sealingKey(selector, in: &use, demanding: .generateDataKey)
            let material = try engine { () throws(CryptoError) in try edition.makeSecret(byteCount: byteCount) }
            let sealed = try material.withBytes { bytes throws(KeyServiceError) in
                try seal(bytes, under: key, derivation: derivation, context: context)
            }
            return DataKey(sealed: sealed, material: material)
        }
    }

    /// Random bytes from the edition's generator.
    ///
    /// - Parameters:
    ///   - byteCount: 1 to 1024.
    ///   - caller: on whose behalf.
    /// - Returns: `byteCount` bytes.
    /// - Throws: ``KeyServiceError/unauthorized(action:key:)``; ``KeyServiceError/invalidByteCount(_:)``;
    ///   ``KeyServiceError/engine(_:)``.
    public func generateRandom(byteCount: Int, for caller: Caller) throws(KeyServiceError) -> [UInt8] {
        try authorise(caller)
        guard (1...KeyService.randomByteCountLimit).contains(byteCount) else { throw .invalidByteCount(byteCount) }
        do throws(CryptoError) { return try edition.randomBytes(byteCount) } catch { throw .engine(error) }
    }

    /// Opens a sealed data key straight into locked memory; ``decrypt(_:context:for:)`` would hand it out as an array.
    ///
    /// - Parameters:
    ///   - message: the sealed form as bytes; ``message(fromText:)`` reads the text form.
    ///   - context: the one given when the data key was made.
    ///   - caller: on whose behalf.
    /// - Returns: the data key, in clear and sealed.
    /// - Throws: as ``decrypt(_:context:for:)``.
    public func openDataKey(
        _ message: [UInt8], context: EncryptionContext = .empty, for caller: Caller
    ) async throws(KeyServiceError) -> DataKey {
        try await use(by: .decrypt, for: caller) { use throws(KeyServiceError) in
            let (header, derivation) = try await openingKey(of: message, in: &use)
            let material = try opened { () throws(FormatError) in
                try boxes.openMaterial(message.span, as: .message, under: derivation, pairs: context.pairs)
            }
            return DataKey(sealed: sealedMessage(message, id: header.id, version: header.version), material: material)
        }
    }
}
