// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// Who computes SM4-GCM: chosen once, at load.
enum SM4Implementation: Sendable {
    /// CSM4 on one of its kernels.
    case vendored(VendoredSM4Kernel)
    /// libgcrypt, which picks its own code for the CPU.
    case libgcrypt(version: String)

    /// As reports show it, such as `CSM4 portable` or `libgcrypt 1.10.1`.
    var name: String {
        switch self {
        case .vendored(let kernel): "CSM4 \(kernel.name)"
        case .libgcrypt(let version): "libgcrypt \(version)"
        }
    }

    /// Chooses as the options say. What was asked for is used or nothing is.
    ///
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when libgcrypt was asked for and has no SM4, or a CSM4
    ///   kernel that this CPU cannot run.
    init(options: SMOptions, library: GcryptLibrary) throws(CryptoError) {
        let kernel = try SM4Implementation.kernel(named: options.kernelName)
        switch options.provider {
        case .vendored:
            self = .vendored(kernel)
        case .libgcrypt:
            guard library.hasSM4 else {
                throw .moduleUnavailable(
                    reason: "sm4.provider is libgcrypt, but libgcrypt \(library.version) has no SM4.")
            }
            self = .libgcrypt(version: library.version)
        case .auto:
            let prefersLibrary = library.hasSM4 && !kernel.isVector && options.kernelName == nil
            self = prefersLibrary ? .libgcrypt(version: library.version) : .vendored(kernel)
        }
    }

    /// All that can run here: each CSM4 kernel of this CPU, and libgcrypt when it has SM4. The self-tests run on each.
    static func available(in library: GcryptLibrary) -> [SM4Implementation] {
        let library: [SM4Implementation] = library.hasSM4 ? [.libgcrypt(version: library.version)] : []
        return VendoredSM4Kernel.supported.map { .vendored($0) } + library
    }

    private static func kernel(named name: String?) throws(CryptoError) -> VendoredSM4Kernel {
        guard let kernel = VendoredSM4Kernel.supported.first(where: { name == nil || $0.name == name }) else {
            throw .moduleUnavailable(reason: "This CPU runs no CSM4 kernel named '\(name ?? "")'.")
        }
        return kernel
    }

    /// An encryptor under `key`, its nonces from `nonces`.
    ///
    /// `sealCount` is how many messages the key has sealed before: not zero only to test the limit.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func makeEncryptor(
        key: borrowing KeyMaterial, nonces: NonceSource, policy: NoncePolicy, sealCount: UInt64 = 0
    ) throws(CryptoError) -> any Encryptor {
        try SM4Implementation.checkLength(of: key)
        switch self {
        case .vendored(let kernel):
            let cipher = VendoredSM4(kernel: kernel, key: key)
            return SM4Encryptor(cipher: cipher, nonces: nonces, policy: policy, sealCount: sealCount)
        case .libgcrypt:
            let cipher = try GcryptSM4(key: key)
            return SM4Encryptor(cipher: cipher, nonces: nonces, policy: policy, sealCount: sealCount)
        }
    }

    /// `nonce ‖ ciphertext ‖ tag` with a given nonce of 12 bytes. For known answers only.
    ///
    /// - Throws: ``CryptoError/wrongKeyLength(expected:actual:)``; ``CryptoError/backend(_:)``.
    func seal(
        _ plaintext: Span<UInt8>, authenticating context: Span<UInt8>, key: borrowing KeyMaterial, nonce: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        try SM4Implementation.checkLength(of: key)
        switch self {
        case .vendored(let kernel):
            return try VendoredSM4(kernel: kernel, key: key).seal(plaintext, authenticating: context, nonce: nonce)
        case .libgcrypt:
            return try GcryptSM4(key: key).seal(plaintext, authenticating: context, nonce: nonce)
        }
    }

    private static func checkLength(of key: borrowing KeyMaterial) throws(CryptoError) {
        let expected = Edition.smCrypto.keyByteCount
        guard key.byteCount == expected else { throw .wrongKeyLength(expected: expected, actual: key.byteCount) }
    }
}
