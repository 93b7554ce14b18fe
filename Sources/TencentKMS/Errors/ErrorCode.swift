// SPDX-License-Identifier: Apache-2.0

/// A code of the API's error list.
struct ErrorCode: RawRepresentable, Sendable, Hashable {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
    private init(_ rawValue: String) { self.rawValue = rawValue }

    // Authentication.
    static let invalidAuthorization = ErrorCode("AuthFailure.InvalidAuthorization")
    static let secretIDNotFound = ErrorCode("AuthFailure.SecretIdNotFound")
    static let signatureExpire = ErrorCode("AuthFailure.SignatureExpire")
    static let signatureFailure = ErrorCode("AuthFailure.SignatureFailure")
    static let tokenFailure = ErrorCode("AuthFailure.TokenFailure")
    static let unauthorizedOperation = ErrorCode("UnauthorizedOperation")

    // The request as a whole.
    static let invalidAction = ErrorCode("InvalidAction")
    static let noSuchVersion = ErrorCode("NoSuchVersion")
    static let unsupportedProtocol = ErrorCode("UnsupportedProtocol")
    static let unsupportedRegion = ErrorCode("UnsupportedRegion")
    static let requestLimitExceeded = ErrorCode("RequestLimitExceeded")
    static let requestSizeLimitExceeded = ErrorCode("RequestSizeLimitExceeded")
    static let internalError = ErrorCode("InternalError")
    static let serviceUnavailable = ErrorCode("ServiceUnavailable")

    // Parameters.
    static let missingParameter = ErrorCode("MissingParameter")
    static let unknownParameter = ErrorCode("UnknownParameter")
    static let invalidParameter = ErrorCode("InvalidParameter")
    static let invalidParameterValue = ErrorCode("InvalidParameterValue")
    static let decryptMaterialError = ErrorCode("InvalidParameter.DecryptMaterialError")
    static let invalidPendingWindowInDays = ErrorCode("InvalidParameter.InvalidPendingWindowInDays")
    static let aliasAlreadyExists = ErrorCode("InvalidParameterValue.AliasAlreadyExists")
    static let invalidAlias = ErrorCode("InvalidParameterValue.InvalidAlias")
    static let dataKeyNameAlreadyExists = ErrorCode("InvalidParameterValue.DataKeyNameAlreadyExists")
    static let invalidDataKeyName = ErrorCode("InvalidParameterValue.InvalidDataKeyName")
    static let duplicatedKeyID = ErrorCode("InvalidParameterValue.DuplicatedKeyId")
    static let duplicatedDataKeyID = ErrorCode("InvalidParameterValue.DuplicatedDataKeyId")
    static let invalidKeyID = ErrorCode("InvalidParameterValue.InvalidKeyId")
    static let invalidDataKeyID = ErrorCode("InvalidParameterValue.InvalidDataKeyId")
    static let invalidCiphertext = ErrorCode("InvalidParameterValue.InvalidCiphertext")
    static let invalidPlaintext = ErrorCode("InvalidParameterValue.InvalidPlaintext")
    static let invalidKeyUsage = ErrorCode("InvalidParameterValue.InvalidKeyUsage")
    static let invalidType = ErrorCode("InvalidParameterValue.InvalidType")
    static let invalidHSMClusterID = ErrorCode("InvalidParameterValue.InvalidHsmClusterId")
    static let invalidImportKeyMaterial = ErrorCode("InvalidParameterValue.InvalidImportKeyMaterial")
    static let materialNotMatch = ErrorCode("InvalidParameterValue.MaterialNotMatch")
    static let tagKeysDuplicated = ErrorCode("InvalidParameterValue.TagKeysDuplicated")

    // What the operation came to.
    static let cmkUsedByCloudProduct = ErrorCode("FailedOperation.CmkUsedByCloudProduct")
    static let decryptError = ErrorCode("FailedOperation.DecryptError")
    static let encryptionError = ErrorCode("FailedOperation.EncryptionError")
    static let cmkLimitExceeded = ErrorCode("LimitExceeded.CmkLimitExceeded")
    static let rotateRateLimited = ErrorCode("RequestLimitExceeded.RotateRateLimited")

    // States.
    static let cmkNotFound = ErrorCode("ResourceUnavailable.CmkNotFound")
    static let cmkStateNotSupport = ErrorCode("ResourceUnavailable.CmkStateNotSupport")
    static let cloudResourceBindingNotFound = ErrorCode("ResourceUnavailable.CloudResourceBindingNotFound")
    static let tokenExpired = ErrorCode("ResourceUnavailable.TokenExpired")
    static let dataKeyNotFound = ErrorCode("ResourceUnavailable.DataKeyNotFound")

    // What is not offered.
    static let unsupportedOperation = ErrorCode("UnsupportedOperation")
    static let externalCmkCanNotRotate = ErrorCode("UnsupportedOperation.ExternalCmkCanNotRotate")
    static let notExternalCmk = ErrorCode("UnsupportedOperation.NotExternalCmk")
    static let notRoleOperation = ErrorCode("UnsupportedOperation.NotRoleOperation")
    static let rotateNotSupported = ErrorCode("UnsupportedOperation.RotateNotSupported")
    static let serviceTemporaryUnavailable = ErrorCode("UnsupportedOperation.ServiceTemporaryUnavailable")
    static let unsupportedKeyUsageInCurrentRegion = ErrorCode("UnsupportedOperation.UnsupportedKeyUsageInCurrentRegion")

    /// `ResourceUnavailable.` and a state's own word.
    static func unavailable(_ word: String) -> ErrorCode { ErrorCode("ResourceUnavailable.\(word)") }
}
