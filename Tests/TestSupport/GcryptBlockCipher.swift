// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt

/// SM4 of libgcrypt, one block at a time, for the block examples of the standard. One test's own; not shared.
///
/// libgcrypt must have been initialised, as every loading of the SM edition does, and must have SM4.
@safe package final class GcryptBlockCipher {
    private let handle: gcry_cipher_hd_t

    /// What libgcrypt answered when it should have answered 0.
    package struct Failure: Error {
        let code: UInt32
    }

    /// Opens the cipher under a key of 16 bytes.
    package init(key: [UInt8]) throws(Failure) {
        var opened: gcry_cipher_hd_t?
        let code = unsafe gcry_cipher_open(
            &opened, CInt(HUFU_GCRY_CIPHER_SM4), CInt(GCRY_CIPHER_MODE_ECB.rawValue), 0)
        guard code == 0, let handle = unsafe opened else { throw Failure(code: code) }
        unsafe self.handle = unsafe handle
        let keyed = unsafe gcry_cipher_setkey(handle, key, key.count)
        guard keyed == 0 else { throw Failure(code: keyed) }
    }

    deinit { unsafe gcry_cipher_close(handle) }

    /// Encrypts a block of 16 bytes.
    package func encrypt(_ block: [UInt8]) throws(Failure) -> [UInt8] {
        var output = block
        let code = unsafe gcry_cipher_encrypt(handle, &output, output.count, nil, 0)
        guard code == 0 else { throw Failure(code: code) }
        return output
    }
}
