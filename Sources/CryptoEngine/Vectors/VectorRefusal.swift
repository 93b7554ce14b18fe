// SPDX-License-Identifier: Apache-2.0

/// Why a question of a suite has no answer.
package enum VectorRefusal: Error, Equatable {
    /// The algorithm itself says no: a wrong tag, padding or signature, a length or number that its standard excludes.
    case refused
    /// The implementation does not take these parameters, which the standard allows. Says which.
    case notOffered(String)
    /// A call failed that had no reason to.
    case broken(CryptoError)
}
