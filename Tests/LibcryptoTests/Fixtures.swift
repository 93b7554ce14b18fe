// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// One context on the default provider for all tests of this module.
let library = Result { () throws(CryptoError) in
    try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
}

/// The bytes of a key, to compare in a test.
func exposed(_ key: borrowing KeyMaterial) -> [UInt8] {
    key.withBytes { bytes in bytes.indices.map { bytes[$0] } }
}
