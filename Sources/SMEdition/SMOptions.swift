// SPDX-License-Identifier: Apache-2.0

/// Which implementation computes SM4-GCM.
public enum SM4Provider: String, Sendable, CaseIterable, Codable {
    /// CSM4 where one of its vector kernels runs; libgcrypt where CSM4 has only its portable code and libgcrypt has SM4;
    /// else CSM4.
    case auto
    /// CSM4, on its fastest kernel that this CPU runs.
    case vendored
    /// libgcrypt, or no start when it has no SM4 (before 1.9).
    case libgcrypt
}

/// How the SM-CRYPTO edition is to be loaded.
public struct SMOptions: Sendable, Equatable {
    /// Which implementation computes SM4-GCM.
    public var provider: SM4Provider
    /// Whether owners may wrap material with RSAES-PKCS1-v1_5; on, as the cloud's own clients do.
    public var allowPKCS1v15: Bool

    /// The one CSM4 kernel to use, by name; nil for the fastest. For tests and laboratories.
    package var kernelName: String?
    /// Pretends that libgcrypt is one from before 1.9, which has neither SM4 nor SM3.
    package var simulatesOldLibgcrypt = false

    /// The edition as it is meant to run; each setting may be changed.
    public init(provider: SM4Provider = .auto, allowPKCS1v15: Bool = true) {
        self.provider = provider
        self.allowPKCS1v15 = allowPKCS1v15
    }
}
