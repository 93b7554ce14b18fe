// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct ECDSASignerTests {
    let document = Array("the document".utf8)

    func signer(_ key: [UInt8]) throws(CryptoError) -> ECDSASigner {
        try ECDSASigner(privateKey: KeyMaterial(knownBytes: key), in: library.get())
    }

    func verifier(_ key: [UInt8]) throws(CryptoError) -> ECDSAVerifier {
        try ECDSAVerifier(publicKey: key.span, in: library.get())
    }

    func sign(_ document: [UInt8], with pair: ECDSASigner) throws(CryptoError) -> [UInt8] {
        try pair.sign(document.span)
    }

    func verifies(_ signature: [UInt8], over document: [UInt8], by key: ECDSAVerifier) throws(CryptoError) -> Bool {
        try key.verifies(signature.span, over: document.span)
    }

    @Test func `a signature is its key's over its document only`() throws {
        let pair = try ECDSASigner(generatingIn: library.get())
        let other = try ECDSASigner(generatingIn: library.get())
        let signature = try sign(document, with: pair)
        #expect(signature[0] == 0x30 && signature.count <= 72)
        let key = try verifier(Array(pair.publicKeyPEM.utf8))
        #expect(key.publicKeyPEM == pair.publicKeyPEM)
        #expect(try verifies(signature, over: document, by: key))
        #expect(try !verifies(signature, over: document + [0], by: key))
        #expect(try !verifies(signature, over: [], by: key))
        #expect(try !verifies(signature, over: document, by: verifier(Array(other.publicKeyPEM.utf8))))
        for place in signature.indices {
            var altered = signature
            altered[place] ^= 1
            #expect(try !verifies(altered, over: document, by: key), "byte \(place)")
        }
        for altered in [
            [], Array(signature.dropLast()), signature + [0], [0x30, 0], Array(repeating: 0xFF, count: 72),
        ] {
            #expect(try !verifies(altered, over: document, by: key))
        }
    }

    @Test func `nothing can be signed, too`() throws {
        let pair = try ECDSASigner(generatingIn: library.get())
        let signature = try sign([], with: pair)
        #expect(try verifies(signature, over: [], by: verifier(Array(pair.publicKeyPEM.utf8))))
    }

    @Test func `the private key comes back from DER PKCS #8`() throws {
        let pair = try ECDSASigner(generatingIn: library.get())
        let same = try ECDSASigner(privateKey: pair.privateKey(), in: library.get())
        #expect(same.publicKeyPEM == pair.publicKeyPEM)
        let signature = try sign(document, with: same)
        #expect(try verifies(signature, over: document, by: verifier(Array(pair.publicKeyPEM.utf8))))
    }

    @Test(arguments: ["PEM", "DER"])
    func `openssl and we verify each other, with keys in either form`(form: String) throws {
        let openssl = try OpenSSLCommand()
        #expect(
            try openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -outform \(form) -out private") == 0
        )
        #expect(try openssl.run("pkey -in private -inform \(form) -pubout -outform \(form) -out public") == 0)
        try openssl.write(document, to: "document")
        let pair = try signer(openssl.read("private"))
        try openssl.write(try sign(document, with: pair), to: "ours")
        try openssl.write(Array(pair.publicKeyPEM.utf8), to: "public.pem")
        #expect(try openssl.run("dgst -sha256 -verify public.pem -signature ours document") == 0)
        #expect(try openssl.run("dgst -sha256 -sign private -keyform \(form) -out theirs document") == 0)
        #expect(try verifies(openssl.read("theirs"), over: document, by: verifier(openssl.read("public"))))
    }

    @Test func `the same key is the same text, however its point was written`() throws {
        let openssl = try OpenSSLCommand()
        #expect(try openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private") == 0)
        #expect(try openssl.run("pkey -in private -pubout -out public") == 0)
        #expect(try openssl.run("ec -in private -pubout -conv_form compressed -out compressed") == 0)
        #expect(try openssl.read("compressed") != openssl.read("public"))
        for name in ["public", "compressed"] {
            #expect(try Array(verifier(openssl.read(name)).publicKeyPEM.utf8) == openssl.read("public"))
        }
        #expect(try Array(signer(openssl.read("private")).publicKeyPEM.utf8) == openssl.read("public"))
    }

    func refusesPrivate(_ key: [UInt8]) -> Bool {
        do throws(CryptoError) {
            _ = try signer(key)
            return false
        } catch {
            return error == .malformedKey(kind: "P-256 private key (PKCS#8 without a password)")
        }
    }

    func refusesPublic(_ key: [UInt8]) -> Bool {
        do throws(CryptoError) {
            _ = try verifier(key)
            return false
        } catch {
            return error == .malformedKey(kind: "P-256 public key (SubjectPublicKeyInfo)")
        }
    }

    @Test(arguments: [
        "EC -pkeyopt ec_paramgen_curve:P-384", "EC -pkeyopt ec_paramgen_curve:secp256k1", "RSA", "ED25519",
        "EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
    ])
    func `another curve or kind of key is refused`(kind: String) throws {
        let openssl = try OpenSSLCommand()
        #expect(try openssl.run("genpkey -algorithm \(kind) -out private") == 0)
        #expect(try openssl.run("pkey -in private -pubout -out public") == 0)
        #expect(refusesPrivate(try openssl.read("private")))
        #expect(refusesPublic(try openssl.read("public")))
    }

    @Test func `another structure, a password and bytes behind the key are refused`() throws {
        let openssl = try OpenSSLCommand()
        #expect(try openssl.run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out private") == 0)
        #expect(try openssl.run("pkey -in private -pubout -out public") == 0)
        #expect(try openssl.run("pkcs8 -topk8 -in private -passout pass:secret -out encrypted") == 0)
        #expect(try openssl.run("ec -in private -out traditional") == 0)
        #expect(try openssl.run("pkey -in private -outform DER -out private.der") == 0)
        #expect(try openssl.run("pkey -in private -pubout -outform DER -out public.der") == 0)
        let (privateDER, publicDER) = (try openssl.read("private.der"), try openssl.read("public.der"))
        #expect(!refusesPrivate(privateDER) && !refusesPublic(publicDER))
        #expect(try !refusesPrivate(openssl.read("traditional")))
        for key in [
            [], [0x30], try openssl.read("encrypted"), try openssl.read("public"),
            Array(privateDER.dropLast()), privateDER + [0], privateDER + privateDER,
        ] {
            #expect(refusesPrivate(key))
        }
        for key in [[], try openssl.read("private"), Array(publicDER.dropLast()), publicDER + [0], privateDER] {
            #expect(refusesPublic(key))
        }
        var offCurve = publicDER
        offCurve[offCurve.count - 1] ^= 1
        #expect(refusesPublic(offCurve))
    }
}
