// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import StrictJSON

/// What this server's edition offers.
struct ListAlgorithms: Action {
    static let name = "ListAlgorithms"

    init(_ parameters: inout Parameters) throws {}

    func run(_ call: ActionCall) async throws -> Reply {
        try call.service.authorise(call.caller)
        let specs = call.service.edition.asymmetricKeySpecs
        func list(_ names: [(KeyUsage, String)]) -> JSONValue {
            JSONValue(
                .array(
                    names.filter { usage, _ in usage.keySpec.map(specs.contains) ?? true }.map { usage, algorithm in
                        JSONValue(
                            .object([
                                .init("KeyUsage", .string(usage.rawValue)), .init("Algorithm", .string(algorithm)),
                            ]))
                    }))
        }
        let symmetric = call.service.edition.edition == .fips ? "AES_256" : "SM4"
        return Reply([
            "SymmetricAlgorithms": list([(.encryptDecrypt, symmetric)]),
            "AsymmetricAlgorithms": list([
                (.asymmetricDecryptSM2, "SM2"), (.asymmetricDecryptRSA2048, "RSA_2048"),
            ]),
            "AsymmetricSignVerifyAlgorithms": list([
                (.asymmetricSignVerifySM2, "SM2"), (.asymmetricSignVerifyECC, "ECC_P256_R1"),
                (.asymmetricSignVerifyRSA2048, "RSA_2048"),
            ]),
        ])
    }
}
