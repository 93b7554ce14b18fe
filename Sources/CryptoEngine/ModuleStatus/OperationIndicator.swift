// SPDX-License-Identifier: Apache-2.0

/// How one operation of the edition stands, as it runs in this process.
///
/// FIPS 140-3 asks a module for an indicator of each approved service (ISO/IEC 19790:2012 §7.2.4.2, IG 2.4.C). This is the
/// edition's own: which operation reaches which service of the module, and on what grounds.
package struct OperationIndicator: Sendable, Equatable, Encodable {
    /// The words of the indicator.
    package enum Standing: String, Sendable, Encodable {
        /// An approved security function, used as its standard says.
        case approved
        /// Not approved and needs no approval: no security is claimed for it (IG 2.4.A).
        case allowed
        case notApproved = "not approved"
        /// The edition refuses it.
        case notOffered = "not offered"
    }

    /// What the edition does, such as `seal`.
    package let operation: String
    /// By which algorithm.
    package let algorithm: String
    /// How the operation stands here: never `approved` without a validated module.
    package let indicator: Standing
    /// How the algorithm stands in NIST's documents, whatever computes it.
    package let algorithmStanding: Standing
    /// Why, with the documents' sections.
    package let reason: String

    package init(
        operation: String, algorithm: String, indicator: Standing, algorithmStanding: Standing, reason: String
    ) {
        self.operation = operation
        self.algorithm = algorithm
        self.indicator = indicator
        self.algorithmStanding = algorithmStanding
        self.reason = reason
    }
}
