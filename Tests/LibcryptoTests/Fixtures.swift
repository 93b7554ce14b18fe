// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Libcrypto

/// One context on the default provider for all tests of this module.
let library = Result { () throws(CryptoError) in
    try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
}
