// SPDX-License-Identifier: Apache-2.0

extension KeyServiceError {
    /// What the audit record of a refusal says came of it: the last segment of the API's error code. Nil for what is recorded
    /// nowhere: another's change, after which the use begins anew, and a store that cannot be used.
    var outcome: String? {
        switch self {
        case .refusedByState(let refusal, _, _): refusal.rawValue
        case .dataKey(.refusedByState(let refusal, _, _)): refusal.rawValue
        case .dataKey(.unfitImport): "InvalidImportKeyMaterial"
        case .unauthorized: "UnauthorizedOperation"
        case .invalidCiphertext: "InvalidCiphertext"
        case .keyNotFound: "InvalidKeyId"
        case .wrongUsage: "InvalidKeyUsage"
        case .notDecrypted: "DecryptError"
        case .store(.damaged), .engine: "InternalError"
        case .store, .busy: nil
        default: "Refused"
        }
    }
}
