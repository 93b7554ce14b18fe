// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// One context on the default provider for all tests of this module.
let library = Result { () throws(CryptoError) in
    try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
}

func material(_ bytes: [UInt8]) -> KeyMaterial {
    KeyMaterial(byteCount: bytes.count) { (key: inout MutableSpan<UInt8>) in
        for index in bytes.indices { key[index] = bytes[index] }
    }
}

/// The bytes of a key, to compare in a test.
func exposed(_ key: borrowing KeyMaterial) -> [UInt8] {
    key.withBytes { bytes in bytes.indices.map { bytes[$0] } }
}

/// A nonce source on the library's own generator.
func nonceSource(_ library: LibraryContext) -> NonceSource {
    NonceSource { bytes in (try? library.random(.visible, into: &bytes)) != nil }
}
