// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// The configuration that `hufu init` writes: every setting, with what it means.
enum ConfigurationTemplate {
    /// The file's text.
    static func text(for edition: Edition) -> String {
        """
        # hufu configuration.
        # The environment goes over this file (HUFU_FIPS_MODULE=required), --set over both (--set fips.module=required).
        # Relative paths count from the folder of this file.

        # The one edition of this service: fips (AES-256-GCM) or sm-crypto (SM4-GCM). A store belongs to one edition.
        edition: \(edition)

        \(edition == .fips ? fips : smCrypto)

        import:
          # Whether owners may wrap key material with RSAES_PKCS1_V1_5. It is not approved for key transport.
          allowPKCS1v15: \(edition == .smCrypto)

        store:
          # The SQLite database: keys, wrapped by the root key, and the audit trail.
          path: data/hufu.db

        root:
          # The root key, mode 0600. In production keep it on another disk than the store.
          file: root/root.key

        """
    }

    private static let fips = """
        fips:
          # optional: without moduleConfig the algorithms come from OpenSSL's default provider (algorithms-only).
          # required: no start without a sound, active module named by moduleConfig (validated-module).
          module: optional
          # The OpenSSL configuration of your FIPS module; with it, that module or no start.
          # moduleConfig: /usr/local/ssl/fips.cnf
        """

    private static let smCrypto = """
        sm4:
          # auto: the faster of the two implementations on this machine. vendored: CSM4. libgcrypt: libgcrypt.
          provider: auto
        """
}
