// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import Libcrypto

@Suite struct KeyHandleTests {
    func refusesPrivate(_ spec: AsymmetricKeySpec, _ der: [UInt8], in subject: LibrarySubject) -> Bool {
        do throws(CryptoError) {
            _ = try KeyHandle(spec, privateKey: KeyMaterial(knownBytes: der), in: subject.context.get())
            return false
        } catch {
            return error == .malformedKey(kind: "\(spec.rawValue) private key (DER PKCS#8)")
        }
    }

    func refusesPublic(_ spec: AsymmetricKeySpec, _ der: [UInt8], in subject: LibrarySubject) -> Bool {
        do throws(CryptoError) {
            _ = try KeyHandle(spec, publicKeyDER: der.span, in: subject.context.get())
            return false
        } catch {
            return error == .malformedKey(kind: "\(spec.rawValue) public key (DER)")
        }
    }

    @Test(arguments: LibrarySubject.all)
    func `only the whole key of the right kind is read`(subject: LibrarySubject) throws {
        for spec in subject.keySpecs {
            let key = try KeyHandle(generating: spec, in: subject.context.get())
            let other: AsymmetricKeySpec = spec == .rsa2048 ? .p256 : .rsa2048
            let (privateKey, publicKey) = (try key.privateKey().exposed(), try key.publicKeyDER())
            #expect(!refusesPrivate(spec, privateKey, in: subject) && !refusesPublic(spec, publicKey, in: subject))
            for wrong in [[], [0x30], Array(privateKey.dropLast()), privateKey + [0], publicKey] {
                #expect(refusesPrivate(spec, wrong, in: subject))
            }
            for wrong in [[], [0x30], Array(publicKey.dropLast()), publicKey + [0], privateKey] {
                #expect(refusesPublic(spec, wrong, in: subject))
            }
            #expect(refusesPrivate(other, privateKey, in: subject) && refusesPublic(other, publicKey, in: subject))
        }
    }

    @Test(
        arguments: LibrarySubject.all,
        [
            (AsymmetricKeySpec.rsa2048, "RSA -pkeyopt rsa_keygen_bits:1024"),
            (.rsa2048, "RSA -pkeyopt rsa_keygen_bits:3072"),
            (.rsa2048, "RSA-PSS -pkeyopt rsa_keygen_bits:2048"), (.sm2, "EC -pkeyopt ec_paramgen_curve:P-256"),
            (.p256, "EC -pkeyopt ec_paramgen_curve:P-384"), (.p256, "EC -pkeyopt ec_paramgen_curve:secp256k1"),
            (.p256, "EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit"), (.p256, "SM2"),
        ])
    func `another size or another curve is refused`(
        subject: LibrarySubject, other: (spec: AsymmetricKeySpec, kind: String)
    ) throws {
        let (spec, kind) = other
        let openssl = try OpenSSLCommand()
        #expect(try openssl.run("genpkey -algorithm \(kind) -outform PEM -out key.pem") == 0)
        #expect(try openssl.run("pkcs8 -topk8 -nocrypt -in key.pem -outform DER -out private.der") == 0)
        #expect(try openssl.run("pkey -in key.pem -pubout -outform DER -out public.der") == 0)
        #expect(refusesPrivate(spec, try openssl.read("private.der"), in: subject))
        #expect(refusesPublic(spec, try openssl.read("public.der"), in: subject))
    }

    @Test(arguments: [AsymmetricKeySpec.sm2, .p256])
    func `a point that is not on the curve is refused`(spec: AsymmetricKeySpec) throws {
        var der = try KeyHandle(generating: spec, in: library.get()).publicKeyDER()
        der[der.count - 1] ^= 1
        #expect(refusesPublic(spec, der, in: .defaultProvider))
    }
}
