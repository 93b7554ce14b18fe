// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

/// A known signature: key, message, its digest, and the signature, for the self-tests.
struct SignatureSample {
    /// Where all of it comes from.
    let reference: String
    /// The private key as DER PKCS#8.
    let privateKey: [UInt8]
    let message: [UInt8]
    /// SHA-256 of the message; e = SM3(Z ‖ M) for SM2.
    let digest: [UInt8]
    let signature: [UInt8]

    /// The sample of an algorithm.
    static func of(_ algorithm: SignatureAlgorithm) -> SignatureSample {
        switch algorithm {
        case .sm2DSA: sm2
        case .eccP256R1: p256
        case .rsaPSSSHA256: rsa(signature: rsaPSS, section: "§8.1.2")
        case .rsaPKCS1SHA256: rsa(signature: rsaPKCS1, section: "§8.2.1")
        }
    }

    /// Computed from RFC 8017's formulas in integer arithmetic, without libcrypto: the salt of RSASSA-PSS is 10 11 12 …
    private static func rsa(signature: [UInt8], section: String) -> SignatureSample {
        SignatureSample(
            reference: "RFC 8017 \(section), computed without libcrypto", privateKey: ImportSelfTestKey.privateKeyDER,
            message: ImportSelfTestKey.material,
            digest: [UInt8](hex: "2d4dac0ab0799b1894aedeae71426030d42b153c2a9f61a5b3b2ecc42268fecc"),
            signature: signature)
    }

    private static let rsaPKCS1 = [UInt8](
        hex: """
            49eb6e2f876d0cd5ab0bdcb4ceb08bb0ecaa02f12a5f36f02873686a9e2c0e4d42110a209127c3dd58ec92b5bccb815c\
            3e510154a8803e76389564d3652f060ea896d19c42bd112f0a1abd698244174cf70c9ff8e8d346cd3bb8d89ec235fe37\
            e80823255a10a2b5c8c5956067cad373b98ec1014a90397f4c2ac983281a890290f8b3f1b7b5173b8ffbb36d2091b3d8\
            db96660fdfc56eff50ee78feabcdbe6a4f7d42c418d080d5ad16fe2a47229ca9dc13187c183ad0c353c55025ad7c54c4\
            5743664564348078e8fff5a125b25b51e1979871f690da8f72d5e54709a6319b47631fd00e4229e248b9a0b44e18ba68\
            ad2da12215f48b0a3650be85f69cc834
            """)

    private static let rsaPSS = [UInt8](
        hex: """
            227c09537f75eee69047d442dc795711b514054d27e333e608ada21a6cf9199d25c7eee74c1cad33ca7067d9b9f3a997\
            6bd1a860533a56cafc61f2fdb690f70b19f1d24dd791ede6ad2234afe532267c9b947321cb06eef9c5569d42c7ec81c9\
            6d5f14f09584f2e1443296aba37fcb6f31d26a592b6022183f85f4abb2ce0152c87c023bfee2f8fc0ec703e1f28b6110\
            141fa113a19713f3cffaf1c7db8ef27dcc522de83d76e89182a176c8e3aa5442f6f97b3db81cd06101bb30fcdc48f69c\
            2398f1484a40370b433a3f8ba2eee649e4f76b9f71bec2de4f3adb0386d5ba44d89d01e75de7404cbece0d6b835a862d\
            506a3cb2e9ee132d60c2f1f2f8bc402f
            """)

    private static let p256 = SignatureSample(
        reference: "RFC 6979 §A.2.5, SHA-256, 'sample'",
        privateKey: [UInt8](
            hex: """
                308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420\
                c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721\
                a14403420004\
                60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6\
                7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299
                """),
        message: [UInt8]("sample".utf8),
        digest: [UInt8](hex: "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"),
        signature: [UInt8](
            hex: """
                3046022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
                022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8
                """))

    private static let sm2 = SignatureSample(
        reference: "GM/T 0003.5-2012 A.2", privateKey: ImportSelfTests.sm2PrivateKey,
        message: [UInt8]("message digest".utf8),
        digest: [UInt8](hex: "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"),
        signature: [UInt8](
            hex: """
                3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3\
                022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa
                """))
}
