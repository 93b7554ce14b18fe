// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct LibraryContextTests {
    /// A configuration that would leave a library without AES: only the base provider, and only approved algorithms.
    private static let hostile = """
        config_diagnostics = 1
        openssl_conf = i
        [i]
        providers = p
        alg_section = a
        [p]
        base = b
        [b]
        activate = 1
        [a]
        default_properties = fips=yes
        """

    @Test func `the hostile configuration disarms whoever listens to OPENSSL_CONF`() throws {
        let openssl = try OpenSSLCommand()
        try openssl.write([UInt8](Self.hostile.utf8), to: "hostile.cnf")
        try openssl.write([1], to: "message")
        #expect(try openssl.run("dgst -sha256 message") == 0)
        let environment = ["OPENSSL_CONF": openssl.folder.path("hostile.cnf")]
        #expect(try openssl.run("dgst -sha256 message", environment: environment) != 0)
    }

    @Test func `a context is deaf to OPENSSL_CONF and OPENSSL_MODULES`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try Self.hostile.write(toFile: folder.path("hostile.cnf"), atomically: true, encoding: .utf8)
            unsafe setenv("OPENSSL_CONF", folder.path("hostile.cnf"), 1)
            unsafe setenv("OPENSSL_MODULES", folder.path, 1)
            unsafe setenv("OPENSSL_CONF_INCLUDE", folder.path, 1)
            let library = try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
            try #require(library.canFetch(.cipher, "AES-256-GCM") && library.canFetch(.digest, "SHA2-256"))
            let key = KeyMaterial(knownBytes: [UInt8](0..<32))
            let encryptor = try GCMEncryptor(FetchedCipher("AES-256-GCM", in: library), key: key, nonces: .module)
            try #require(try encryptor.open(encryptor.seal([1, 2, 3])) == [1, 2, 3])
            let offer = ImportOffer(edition: .fips, algorithms: [.rsaesOAEPSHA256])
            _ = try LibcryptoImportKeyPair(generating: .rsa2048, for: offer, in: library)
        }
    }

    /// Each context that draws holds two of the process's 1024 thread-specific keys (PTHREAD_KEYS_MAX).
    @Test func `contexts can be opened one after the other without end`() throws {
        for _ in 0..<1100 {
            let library = try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil)
            var bytes = [UInt8](repeating: 0, count: 16)
            var span = bytes.mutableSpan
            try library.random(.secret, into: &span)
            try library.random(.visible, into: &span)
            #expect(bytes != [UInt8](repeating: 0, count: 16))
        }
    }

    /// libcrypto visits a context again when a thread ends that drew in it: OPENSSL_thread_stop_ex(3).
    @Test func `a context may go before a thread that drew random bytes in it`() async {
        await #expect(processExitsWith: .success) {
            let visit = ThreadVisit(try LibraryContext(propertyQuery: "provider=default", moduleConfiguration: nil))
            var thread = pthread_t()
            let created = unsafe pthread_create(
                &thread, nil,
                { visit in
                    if let visit = unsafe visit {
                        unsafe Unmanaged<ThreadVisit>.fromOpaque(visit).takeUnretainedValue().drawAndWait()
                    }
                    return nil
                }, Unmanaged.passUnretained(visit).toOpaque())
            try #require(created == 0)
            visit.drew.wait()
            weak let library = visit.library
            visit.library = nil
            try #require(library == nil)
            visit.gone.signal()
            pthread_join(thread, nil)
            try #require(visit.hasDrawn)
        }
    }

    @Test func `OPENSSL_CONF_INCLUDE cannot redirect a module's configuration`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try "x = 1\n".write(toFile: folder.path("module.cnf"), atomically: true, encoding: .utf8)
            unsafe setenv("OPENSSL_CONF_INCLUDE", folder.path, 1)
            do throws(CryptoError) {
                _ = try LibraryContext(propertyQuery: "fips=yes", moduleConfiguration: folder.path("module.cnf"))
            } catch {
                guard case .moduleUnavailable(let reason) = error else { throw error }
                try #require(reason.contains("OPENSSL_CONF_INCLUDE"))
                return
            }
            Issue.record("loaded")
        }
    }

    @Test func `a property query that libcrypto cannot read leaves no context`() async {
        await #expect(processExitsWith: .success) {
            for query in ["=", "provider=default,=", "fips=="] {
                do throws(CryptoError) {
                    _ = try LibraryContext(propertyQuery: query, moduleConfiguration: nil)
                } catch {
                    guard case .backend(let failure) = error else { throw error }
                    try #require(failure.call == "EVP_set_default_properties")
                    continue
                }
                Issue.record("loaded with '\(query)'")
            }
        }
    }

    @Test func `the default provider does not answer fips=yes`() throws {
        let library = try library.get()
        #expect(library.canFetch(.cipher, "AES-256-GCM", properties: "provider=default"))
        #expect(!library.canFetch(.cipher, "AES-256-GCM", properties: "provider=default,fips=yes"))
        #expect(!library.canFetch(.cipher, "NO-SUCH-CIPHER"))
        #expect(library.providers.map(\.name) == ["default"])
        #expect(LibraryContext.versionText.hasPrefix("OpenSSL 3."))
        #expect(LibraryContext.libraryPath.map { $0.hasPrefix("/") } ?? true)
    }

    @Test(.fipsModule)
    func `a module's context offers approved algorithms and no others`() throws {
        let library = try LibraryContext(propertyQuery: "fips=yes", moduleConfiguration: FIPSModule.configuration)
        #expect(library.providers.map(\.name) == ["fips", "base"])
        for name in ["AES-256-GCM", "AES-256-CBC"] { #expect(library.canFetch(.cipher, name), "\(name)") }
        for name in ["MD5", "SM3"] { #expect(!library.canFetch(.digest, name), "\(name)") }
        for name in ["SM4-CBC", "ChaCha20-Poly1305"] { #expect(!library.canFetch(.cipher, name), "\(name)") }
        #expect(!library.canFetch(.keyManagement, "SM2"))
    }

    @Test func `random fills a span, also an empty one`() throws {
        let library = try library.get()
        for use in [LibraryContext.RandomUse.secret, .visible] {
            let draws = try (0..<50).map { _ in
                try [UInt8](capacity: 24) { (output: inout OutputSpan<UInt8>) throws(CryptoError) in
                    try library.random(use, into: &output)
                }
            }
            #expect(Set(draws).count == 50 && draws.allSatisfy { $0.count == 24 })
        }
        var nothing: [UInt8] = []
        var span = nothing.mutableSpan
        try library.random(.secret, into: &span)
    }
}
