// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// HKDF (RFC 5869), PBKDF2 (RFC 8018 §5.2, SP 800-132) and SP 800-108r1's counter mode (§4.1).
extension LibcryptoVectors {
    func derive(_ derivation: VectorQuestion.Derivation, byteCount: Int) throws(VectorRefusal) -> [UInt8] {
        guard byteCount >= 0, !derivation.isExcluded(byteCount: byteCount) else { throw .refused }
        let what = "\(derivation.algorithm.name) with these lengths"
        let context = try VectorRefusal.asNotOffered(what) { () throws(CryptoError) in
            try DerivationContext(derivation.libcryptoName, in: library)
        }
        if case .counterMode(_, _, let counterBits, _) = derivation, counterBits != 32 {
            let takesCounterBits = try VectorRefusal.asBroken { () throws(CryptoError) in
                try DerivationContext.takesCounterBits(in: library)
            }
            guard takesCounterBits else {
                throw .notOffered("counter of \(counterBits) bits: OpenSSL has the parameter 'r' from 3.1 on")
            }
        }
        try VectorRefusal.asNotOffered(what) { () throws(CryptoError) in try context.set(derivation) }
        return try VectorRefusal.asNotOfferedOrBroken(what) { () throws(CryptoError) in
            try context.derive(byteCount: byteCount)
        }
    }
}

extension DerivationContext {
    fileprivate borrowing func set(_ derivation: VectorQuestion.Derivation) throws(CryptoError) {
        switch derivation {
        case .hkdf(let hash, let key, let salt, let info):
            try setHKDF(
                .extractAndExpand, digest: hash.libcryptoName, key: KeyMaterial(knownBytes: key), salt: salt, info: info
            )
        case .hkdfExtract(let hash, let key, let salt):
            try setHKDF(
                .extract, digest: hash.libcryptoName, key: KeyMaterial(knownBytes: key), salt: salt, info: [])
        case .hkdfExpand(let hash, let key, let info):
            try setHKDF(.expand, digest: hash.libcryptoName, key: KeyMaterial(knownBytes: key), salt: [], info: info)
        case .pbkdf2(let hash, let password, let salt, let iterations, let checksBounds):
            try setPBKDF2(
                digest: hash.libcryptoName, password: KeyMaterial(knownBytes: password), salt: salt,
                iterations: iterations, checksBounds: checksBounds)
        case .counterMode(let hash, let key, let counterBits, let fixedInput):
            try setCounterMode(
                digest: hash.libcryptoName, key: KeyMaterial(knownBytes: key), counterBits: counterBits,
                fixedInput: fixedInput)
        }
    }
}

extension VectorQuestion.Derivation {
    fileprivate var libcryptoName: String {
        switch self {
        case .hkdf, .hkdfExtract, .hkdfExpand: "HKDF"
        case .pbkdf2: "PBKDF2"
        case .counterMode: "KBKDF"
        }
    }

    /// Whether the standard excludes such an output or such parameters.
    fileprivate func isExcluded(byteCount: Int) -> Bool {
        switch self {
        case .hkdf(let hash, _, _, _), .hkdfExpand(let hash, _, _):
            return byteCount > 255 * hash.byteCount  // RFC 5869 §2.3
        case .hkdfExtract(let hash, _, _):
            return byteCount != hash.byteCount  // RFC 5869 §2.2
        case .pbkdf2(let hash, _, let salt, let iterations, let checksBounds):
            let longest = Int(UInt32.max) * hash.byteCount  // RFC 8018 §5.2, step 1
            let isWeak = salt.count < 16 || iterations < 1000 || byteCount < 14  // SP 800-132 §5.1, §5.2, §5
            return iterations < 1 || byteCount < 1 || byteCount > longest || checksBounds && isWeak
        case .counterMode(let hash, _, let counterBits, _):
            let blockCount = (byteCount + hash.byteCount - 1) / hash.byteCount
            // SP 800-108r1 §4.1, step 2: at most 2^r - 1 blocks.
            return ![8, 16, 24, 32].contains(counterBits) || blockCount >= 1 << counterBits
        }
    }
}
