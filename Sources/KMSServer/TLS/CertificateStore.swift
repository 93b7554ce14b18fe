// SPDX-License-Identifier: Apache-2.0
internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// The server's certificate and key as last read from their files; new connections take what is there at that moment.
final class CertificateStore: Sendable {
    private let files: ServerSettings.TLSFiles
    private let current: Mutex<Pair>

    /// - Throws: ``ServerError/unusableCertificate(path:reason:)``.
    init(_ files: ServerSettings.TLSFiles) throws(ServerError) {
        self.files = files
        current = Mutex(try Self.read(files))
    }

    /// Reads the files again. When one cannot be used, what was read before stays.
    ///
    /// - Throws: ``ServerError/unusableCertificate(path:reason:)``.
    func reload() throws(ServerError) {
        let read = try Self.read(files)
        current.withLock { $0 = read }
    }

    /// TLS 1.2 or later; with client authorities, clients without a certificate of theirs are refused.
    ///
    /// - Throws: ``ServerError/unusableCertificate(path:reason:)``.
    func configuration() throws(ServerError) -> TLSConfiguration {
        let read = current.withLock(\.self)
        var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: read.chain, privateKey: read.key)
        configuration.minimumTLSVersion = .tlsv12
        if let authorities = files.clientAuthorities {
            guard (try? NIOSSLCertificate.fromPEMFile(authorities).isEmpty) == false else {
                throw .unusableCertificate(path: authorities, reason: "no certificate was found in it")
            }
            configuration.trustRoots = .file(authorities)
            configuration.certificateVerification = .noHostnameVerification
        }
        configuration.sslContextCallback = { [self] _, promise in promise.succeed(current.withLock(\.override)) }
        return configuration
    }

    /// A certificate with those that it leads up to, and its key.
    private struct Pair {
        let chain: [NIOSSLCertificateSource]
        let key: NIOSSLPrivateKeySource

        var override: NIOSSLContextConfigurationOverride {
            var override = NIOSSLContextConfigurationOverride()
            override.certificateChain = chain
            override.privateKey = key
            return override
        }
    }

    private static func read(_ files: ServerSettings.TLSFiles) throws(ServerError) -> Pair {
        let chain: [NIOSSLCertificate]
        let key: NIOSSLPrivateKey
        do { chain = try NIOSSLCertificate.fromPEMFile(files.certificate) } catch {
            throw .unusableCertificate(path: files.certificate, reason: "no certificate could be read")
        }
        do { key = try NIOSSLPrivateKey(file: files.key, format: .pem) } catch {
            throw .unusableCertificate(path: files.key, reason: "no private key without a password could be read")
        }
        let pair = Pair(chain: chain.map { .certificate($0) }, key: .privateKey(key))
        // A context is made only of a certificate and a key that belong together.
        do {
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(certificateChain: pair.chain, privateKey: pair.key))
        } catch {
            throw .unusableCertificate(path: files.key, reason: "the key is not that of \(files.certificate)")
        }
        return pair
    }
}
