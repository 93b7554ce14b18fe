// SPDX-License-Identifier: Apache-2.0

extension KeyService {
    /// Records that a cloud resource uses the key. The same binding again is accepted.
    ///
    /// An end of validity that was set on imported material is taken back, so that it does not expire under the resource.
    /// While a key is bound it is not disabled, archived or scheduled for deletion, its material is not deleted, and none
    /// is imported with an end of validity.
    ///
    /// - Parameters:
    ///   - selector: the key.
    ///   - productID: the product; 1 to 128 printable ASCII characters.
    ///   - resourceID: the resource's ID, chosen by the product; 1 to 128 printable ASCII characters.
    ///   - caller: on whose behalf; stands in the audit record.
    /// - Returns: the key, with its bindings.
    /// - Throws: ``KeyServiceError/binding(_:)``; ``KeyServiceError/refusedByState(_:state:action:)``;
    ///   ``KeyServiceError/keyNotFound(_:)``; ``KeyServiceError/store(_:)``; ``KeyServiceError/busy``.
    @discardableResult
    public func bindCloudResource(
        _ selector: KeySelector, productID: String, resourceID: String, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        let binding = try ResourceBinding(productID: productID, resourceID: resourceID)
        return try await change(selector, by: .bindCloudResource, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.bindCloudResource)
            if !draft.key.bindings.contains(binding) {
                guard draft.key.bindings.count < ResourceBinding.countLimit else {
                    throw .binding(.tooMany(draft.key.id))
                }
                draft.key.bindings.append(binding)
            }
            draft.key.validTo = nil
            return draft.key
        }
    }

    /// Takes a binding back.
    ///
    /// - Throws: ``KeyServiceError/binding(_:)`` with ``BindingError/notFound(_:)``; else as
    ///   ``bindCloudResource(_:productID:resourceID:for:)``.
    @discardableResult
    public func unbindCloudResource(
        _ selector: KeySelector, productID: String, resourceID: String, for caller: Caller
    ) async throws(KeyServiceError) -> CustomerMasterKey {
        let binding = try ResourceBinding(productID: productID, resourceID: resourceID)
        return try await change(selector, by: .unbindCloudResource, for: caller) { draft throws(KeyServiceError) in
            try draft.key.advance(.unbindCloudResource)
            guard let index = draft.key.bindings.firstIndex(of: binding) else {
                throw .binding(.notFound(draft.key.id))
            }
            draft.key.bindings.remove(at: index)
            return draft.key
        }
    }
}

extension CustomerMasterKey {
    /// - Throws: ``BindingError/boundToResource(_:)`` while a cloud resource uses the key.
    func demandUnbound() throws(KeyServiceError) {
        guard bindings.isEmpty else { throw .binding(.boundToResource(id)) }
    }
}
