// SPDX-License-Identifier: Apache-2.0
import CryptoEditions

/// The worked examples of the format description, §8, of one edition.
struct WorkedExample: Sendable {
    let edition: Edition
    let contextHash: [UInt8]
    let encryptionKey: [UInt8]
    let commitment: [UInt8]
    let message: [UInt8]
    let text: String
    let checkValue: [UInt8]
    let file: [UInt8]

    static let id = [UInt8](0xA0...0xAF)
    static let salt = [UInt8](0x40...0x4F)
    static let nonce = [UInt8](0x50...0x5B)
    static let plaintext = Array("tiger".utf8)
    static let context = #"{"tenant":"甲","app":"hufu"}"#
    static let pairs = [UInt8](hex: "0000000361707000000004687566750000000674656e616e7400000003e794b2")

    /// 00 01 02 …
    var material: [UInt8] { [UInt8](0..<UInt8(edition.keyByteCount)) }
    /// c0 c1 c2 …
    var dataKey: [UInt8] { [UInt8](0xC0..<0xC0 + UInt8(edition.keyByteCount)) }

    static let all = [fips, smCrypto]

    static let fips = WorkedExample(
        edition: .fips,
        contextHash: [UInt8](hex: "bbf85024bb7f86a9f8560a6870fcdb62da64d1de14df607a1b7cb0bd5cff5345"),
        encryptionKey: [UInt8](hex: "e0c217a5e162e669192f4e7371cef9b8026448db9be0c90494ab1ef100cf3351"),
        commitment: [UInt8](hex: "d052caee4c1d4c162ab00cbb2bd6ca8dade4b0bdab6c1bfee71ba6b485156f35"),
        message: [UInt8](
            hex: """
                48460101a0a1a2a3a4a5a6a7a8a9aaabacadaeaf00000001404142434445464748494a4b4c4d4e4fd052caee4c1d4c16\
                2ab00cbb2bd6ca8dade4b0bdab6c1bfee71ba6b485156f35505152535455565758595a5b449311e77e95b9d38021ac04\
                fca77cfe76942f3529
                """),
        text: "hufu.1.fips.SEYBAaChoqOkpaanqKmqq6ytrq8AAAABQEFCQ0RFRkdISUpLTE1OT9BSyu5MHUwWKrAMuyvWyo2t5LC9q2wb"
            + "_ucbprSFFW81UFFSU1RVVldYWVpbRJMR536VudOAIawE_Kd8_naULzUp",
        checkValue: [UInt8](hex: "a44cc575fd7793d5"),
        file: [UInt8](
            hex: """
                4855465546494c450101008400100000808182838485868788898a8b8c8d8e8f48460101a0a1a2a3a4a5a6a7a8a9aaab\
                acadaeaf00000001606162636465666768696a6b6c6d6e6f568a1f4788e541efab089d26ac9dd063690fbb8d5659241a\
                e305312efdbec444707172737475767778797a7b751cd793cdc855436535e4ec02751a18e2692337406b83efa3195605\
                a98f742fbdebe927be3b58124c5df43bbe89931b2d6e72c7dbcfd192b6382087ee0818b7b994f975980ae83fe38f47ea\
                1fbf2d40909192939495969798999a9bdd6b0de00c8f93739b6cb4a0884b519027ca929bf9
                """))

    static let smCrypto = WorkedExample(
        edition: .smCrypto,
        contextHash: [UInt8](hex: "255cefb4daf5d113b6ce39d0f4aa91e1d765e2f645199a23867c215d915dfce3"),
        encryptionKey: [UInt8](hex: "c83ba8a2df3f09acec175afa7902152c"),
        commitment: [UInt8](hex: "31672ce8680b4be231347786f9aca9aba6f9d363d37bfb2fe835ea6afe7de592"),
        message: [UInt8](
            hex: """
                48460102a0a1a2a3a4a5a6a7a8a9aaabacadaeaf00000001404142434445464748494a4b4c4d4e4f31672ce8680b4be2\
                31347786f9aca9aba6f9d363d37bfb2fe835ea6afe7de592505152535455565758595a5bfbf9102fd1101104e4e6346b\
                139e212b44646d0aa8
                """),
        text: "hufu.1.sm-crypto.SEYBAqChoqOkpaanqKmqq6ytrq8AAAABQEFCQ0RFRkdISUpLTE1OTzFnLOhoC0viMTR3hvmsqaum-dNj"
            + "03v7L-g16mr-feWSUFFSU1RVVldYWVpb-_kQL9EQEQTk5jRrE54hK0RkbQqo",
        checkValue: [UInt8](hex: "7bb46b1e0e2ab7a2"),
        file: [UInt8](
            hex: """
                4855465546494c450102007400100000808182838485868788898a8b8c8d8e8f48460102a0a1a2a3a4a5a6a7a8a9aaab\
                acadaeaf00000001606162636465666768696a6b6c6d6e6fdbf15ce76930374478ee4f71cf7e97e448d83d7afc89b86c\
                f884e8c324ff77da707172737475767778797a7b073263131a523d350c3e8e27ea6997775230b975e67a7dc9c2f4ba4e\
                a0660d1e719bffc9d913a7296f3f0c04012230592ec102ffc00b8f9f0416e7b14d927f73909192939495969798999a9b\
                c0b7a3aea722e26918896e0a52fd834f07a9febc4b
                """))
}
