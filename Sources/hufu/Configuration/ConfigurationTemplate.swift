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

        \(server)

        """
    }

    /// The sections of `hufu serve`, each setting with its default.
    private static let server = """
        # What `hufu serve` needs to know. Each setting below shows its default.

        server:
          # Plain HTTP is served on loopback only; other addresses need a certificate.
          address: 127.0.0.1
          port: 8443
          # The one region that clients may name, and the account that keys belong to.
          region: ap-guangzhou
          account: 100000000001
          # trace, debug, info, notice, warning, error or critical.
          log: info
          # tls:
            # PEM files: the certificate with those that it leads up to, and its key.
            # certificate: tls/server.pem
            # key: tls/server.key
            # With it, only clients that show a certificate of these authorities are let in.
            # clientAuthorities: tls/clients.pem

        auth:
          # Whether clients must sign the header x-tc-action. Tencent's own SDKs do not.
          requireSignedAction: false

        limits:
          # Multiplies the documented rates of requests, which count for each credential and action; off for no limit.
          rateScale: 1
          # Single actions' requests a second, over the documented ones.
          # rates: Encrypt=12000,Decrypt=12000
          # How many connections are open at most.
          connections: 1024
          # How many keys there may be, those waiting for deletion not counted; 0 for no limit.
          keys: 0

        cache:
          # How long, and for how many uses, an unwrapped key stays in memory; 0 seconds keep none.
          seconds: 300
          uses: 1000000
        """

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
