// SPDX-License-Identifier: Apache-2.0

/// One resource that uses a key: while it does, the key is neither taken out of use nor lost.
public struct ResourceBinding: Sendable, Hashable, Codable {
    /// The product, such as `ssm`; 1 to 128 printable ASCII characters.
    public let productID: String
    /// The resource's ID, chosen by the product; 1 to 128 printable ASCII characters.
    public let resourceID: String

    /// Checks both texts.
    ///
    /// - Throws: ``KeyServiceError/binding(_:)`` with ``BindingError/invalidProductID`` or
    ///   ``BindingError/invalidResourceID``.
    public init(productID: String, resourceID: String) throws(KeyServiceError) {
        guard ResourceBinding.isSound(productID) else { throw .binding(.invalidProductID) }
        guard ResourceBinding.isSound(resourceID) else { throw .binding(.invalidResourceID) }
        self.productID = productID
        self.resourceID = resourceID
    }

    /// The most bindings of one key: they stand in its record, which every use reads.
    public static let countLimit = 200

    private static func isSound(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}

/// Why a binding stands in the way, or cannot be made or removed.
public enum BindingError: Error, Sendable, Hashable {
    /// A product ID that is not 1 to 128 printable ASCII characters.
    case invalidProductID
    /// A resource ID that is not 1 to 128 printable ASCII characters.
    case invalidResourceID
    /// The key has 200 bindings.
    case tooMany(KeyID)
    /// The key has no such binding.
    case notFound(KeyID)
    /// A resource uses the key, which therefore stays in use and keeps its material without end.
    case boundToResource(KeyID)
}

extension BindingError: CustomStringConvertible {
    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .invalidProductID: "The product ID cannot be used. Give 1 to 128 printable ASCII characters."
        case .invalidResourceID: "The resource ID cannot be used. Give 1 to 128 printable ASCII characters."
        case .tooMany(let id):
            "The key \(id) has \(ResourceBinding.countLimit) bindings already. Unbind one, or use another key."
        case .notFound(let id): "The key \(id) is not bound to this resource. Check product and resource ID."
        case .boundToResource(let id):
            "The key \(id) is used by a cloud resource. Unbind the resource first."
        }
    }
}
