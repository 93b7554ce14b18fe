// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine
import StrictJSON

/// What the module registers with a laboratory: what its production interface offers, and no more. Sealing under a nonce
/// from outside is not among it.
package enum ACVPCapability {
    /// The capability statement of an edition as JSON text: an array of one object for each algorithm.
    ///
    /// ACVP names no SM algorithm: the SM-CRYPTO edition registers nothing, and the array is empty.
    package static func text(of edition: Edition) -> String { JSONWriter.text(of: JSONValue(.array(objects(edition)))) }

    private static func objects(_ edition: Edition) -> [JSONValue] {
        guard edition == .fips else { return [] }
        let lengths = domain(0, 65_536, 8)
        func gcm(_ ivGen: String, _ direction: JSONValue) -> JSONValue {
            object([
                ("algorithm", "ACVP-AES-GCM"), ("revision", "1.0"),
                ("prereqVals", prerequisites(["ACVP-AES-ECB", "DRBG"])), ("direction", direction),
                ("ivGen", JSONValue(.string(ivGen))), ("ivGenMode", "8.2.2"), ("keyLen", numbers([256])),
                ("ivLen", numbers([96])), ("tagLen", numbers([128])), ("payloadLen", lengths), ("aadLen", lengths),
            ])
        }
        return [
            gcm("internal", strings(["encrypt"])), gcm("external", strings(["decrypt"])),
            object([
                ("algorithm", "HMAC-SHA2-256"), ("revision", "1.0"), ("prereqVals", prerequisites(["SHA"])),
                ("keyLen", domain(128, 512, 8)), ("macLen", numbers([256])),
            ]),
        ]
    }

    /// The longest text and associated data that are registered, in bytes.
    private static let longest = 65_536 / 8

    /// Whether a group of a vector set lies within the statement.
    static func covers(_ group: ACVPVectorSet.Group, of set: ACVPVectorSet, in edition: Edition) -> Bool {
        guard edition == .fips else { return false }
        return group.tasks.allSatisfy { task in
            switch task.subject {
            case .question(.open(let aead, let text), _), .question(.sealWithOwnNonce(let aead, let text), _):
                !aead.isSM4 && aead.key.count == 32 && aead.nonce.count == 12 && aead.tagByteCount == 16
                    && text.count <= longest && aead.context.count <= longest
            case .question(.authenticate(.sha256, let key, _), .tag(byteCount: 32)): (16...64).contains(key.count)
            default: false
            }
        }
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        JSONValue(.object(members.map { JSONValue.Member($0.0, $0.1) }))
    }

    private static func strings(_ values: [String]) -> JSONValue {
        JSONValue(.array(values.map { JSONValue(.string($0)) }))
    }

    private static func numbers(_ values: [Int]) -> JSONValue { JSONValue(.array(values.map(JSONValue.integer))) }

    private static func domain(_ minimum: Int, _ maximum: Int, _ increment: Int) -> JSONValue {
        JSONValue(
            .array([
                object([
                    ("min", .integer(minimum)), ("max", .integer(maximum)), ("increment", .integer(increment)),
                ])
            ]))
    }

    private static func prerequisites(_ algorithms: [String]) -> JSONValue {
        JSONValue(
            .array(
                algorithms.map { object([("algorithm", JSONValue(.string($0))), ("valValue", "same")]) }))
    }
}
