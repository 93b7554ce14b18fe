// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import CryptoEditions

extension WrappingAlgorithm: ExpressibleByArgument {}

extension WrappingAlgorithm {
    /// The arguments by which `openssl pkeyutl -encrypt` wraps this way.
    var opensslOptions: String {
        switch self {
        case .rsaesPKCS1v15: "-pkeyopt rsa_padding_mode:pkcs1"
        case .rsaesOAEPSHA1: "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha1"
        case .rsaesOAEPSHA256: "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256"
        case .sm2PKE: "-pkeyopt digest:sm3"
        }
    }
}
