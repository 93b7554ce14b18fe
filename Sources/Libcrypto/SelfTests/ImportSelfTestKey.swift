// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// The RSA-2048 key of the self-tests, and one material wrapped under it in each way.
///
/// The key was made for this file and is public with it: it protects nothing. The ciphertexts were computed from RFC 8017's
/// formulas in integer arithmetic, without libcrypto, so that a mistake of the library does not confirm itself: OAEP with
/// the seed 10 11 12 …, RSAES-PKCS1-v1_5 with the padding 01 02 03 … ff 01 …
package enum ImportSelfTestKey {
    /// What is wrapped: 16 bytes.
    package static let material = [UInt8]("two halves match".utf8)

    /// The private key as DER PKCS#8.
    package static var privateKey: KeyMaterial { KeyMaterial(knownBytes: privateKeyDER) }

    /// ``material`` under the public key; nil for algorithms that take no RSA key.
    package static func wrapped(with algorithm: WrappingAlgorithm) -> [UInt8]? {
        switch algorithm {
        case .rsaesOAEPSHA256: wrappedOAEPSHA256
        case .rsaesOAEPSHA1: wrappedOAEPSHA1
        case .rsaesPKCS1v15: wrappedPKCS1v15
        case .sm2PKE: nil
        }
    }

    private static let wrappedOAEPSHA256 = [UInt8](
        hex: """
            4469f320da4c34784d0ff6d2eaa746ad086ed7e902059c34ff2764bb21b6fd9797e123307645d345e1f4a47bb41c34c8\
            b562cf489d29f5c0c77d59a2a18d17e11c17913da5250b669e00b1ad303d53453c89be5b82e9eb4a70ab2af3b3f480b0\
            d781c4bac4c9afc34935d0c69ecc1d9b5856fc25de0534ab38834b6c8c33c6173f3638ba850500ae6fd59ca8765684d2\
            425c21579b978b7867bb56e012697b21bc576df9af2c216004aaa10a170530ad0ea599b9e51c51fe216d9ce28730b15e\
            d5e54dd725612a7033a8ba7d73c59922fbf5a790a6482a15b28d79823d7f3d6db41f9b9b080f4e178e9555824961155c\
            1d4a0e1abd31aedffbbfe2a656ec2c14
            """)

    private static let wrappedOAEPSHA1 = [UInt8](
        hex: """
            8d0f61c2661d24dfd2bec5daad6dfaf0540f0b7a58422a89f8395ee6c314bf1d59fecaeaa2eb57d2891f9d864f55f4bb\
            14be532032cd17948b5a94c3b303147017186f18e83fbb0e27b818e27784461f831c3004368d98f5ffd7ed741efc4c23\
            d2fa4e4c6f748fc56108c8286b618b308e918818cd3b1c7fc00b63c9f14cacc6461fea18087cf894a1577a6e64456462\
            0c2bc55ee6ad5d7ffd8d9844f7e9d0164d4e32320f4537cccb2d11eebcb6bdd4f621cfcf0fa431f9848221666624a1dc\
            291f34bff22098ea26e0b20c9ebbdc0dc47001c93345be22918116ce0191b0d13a7a07eb519c6271597cb056edab17cb\
            52be42a588a799bdda98f72f1d633f69
            """)

    private static let wrappedPKCS1v15 = [UInt8](
        hex: """
            a1b280a96a3ce13c27c77ea1f062f2f5963e5696fc0a6d7d2490f08525f43dc465236df1736f35d15b3a9ddecadd3b56\
            86ca9006c08699bf7d5c2d74a65dcff88f5f79932c57804dd80c967cf54337d4187d0abb0ffa5d40a8481c3784a4ee39\
            95e3918adf4d2adba43f6153d953ad1586a165ca36e8a7fd774810480b26ccd01302df2dc9e9f2893b60189a102382e5\
            cced45c047a7da62099d2e34cb16f7d5598cf803d14054f2edf0de7930be198bb509208ae2c39327fc880f8b7857b35b\
            267537e6717442ad096fe6160bc3dad3d25e3383308045a1b44824c4fd59da48d523619889f76e29d40052bcaee98a58\
            e846e7fbaad8838b654bb7d6ff468254
            """)

    static let privateKeyDER = [UInt8](
        hex: """
            308204bc020100300d06092a864886f70d0101010500048204a6308204a20201000282010100bfc4664aa8e5a3d37d67\
            f4c5137e469d783e05bbafc841913166149b3baef4221e767e82898b1bf3dfffb75a68fc06cc03787b24693f7ffc1c18\
            f9fa3f872bbd1963132c2b82fc53b6e900e81313c500700cb7a6c74c0113a40095ef6a657c639c0013167bd7a90a135c\
            aa1aca6b9f131e77488be34cfec5fe4569e41fcac7d03c4796c4be6f992a44101272f9b18bcc7ff181d7a40ff03d8168\
            e34ee8cef1fbf6c26742c02fce13e621847e4e40ef46d92d6003a49f23118fbacdd3c08fa210d467f1ff91a8cbcb66c2\
            5d6e0bedac6905029ec56bddd7ce2caa6b33050cfd71f2f45daf45adf98a4220625840d679152f307e3cf6c6035cea34\
            518fc5ca65f70203010001028201002ff448922df733070d8aa3fa6e5bfb03a0d07db588091f6054068f6b9c3aad6124\
            d603dfd7ce5a209ba8c22c912948f7d67c57eaec88cd13f9e0c30e31b9b715d415e2f2fe3484add8851ecd6a0bdd0d35\
            77f0aafb96858468541f2a5e245fbd37030bc2e9182e74cf0fb297fd7b792d9a4640f57e534038b9d398ddcb97756cad\
            dc1901aa456154ca5ded39c966847c2b1598dbe214076b255f126098dc2735ceac3bc920471a8c355922f3059af4df56\
            cc1ff890d4d47bde5ba4cac79b382dd419d55556d6e551b2d765ba414eb3e3f6e17620e59ad443ede8e200b69f1b588d\
            0d0dbaab1d2bbac68fcfdbdd874b8df735bbb39cd8e88e31e44695f25fe93902818100e8a18ce16717d3781a911349d5\
            1b6d51b24ced1fbf169e705986a78abe7e7d718aba81286f977401959f3bb161d905c8810341ff120a39be6d078dbcc3\
            cc44a13b9260dcee824f8b79a3d520ccc0d9634c4b1947ba94a5d1781331a9d1c691f0fb2fd92789526aca67639839e9\
            83e4ae0bbb2734c31cf1c97d39f15144e48e7f02818100d307f989708dd17ca6775754170fda60d930b517b27d388a3b\
            6dfcf1e8261b3cdbf3ddad77fea99379d7ff957016bd4a4525994324f909061cbf9e9ea5a17ead1164715a2e8dbe5ae6\
            949bb945708d77f199d18ae96c5808ff06be0b7f9dc57e02635a3dd22eaa881d7dbede6c4477102884305789e2ebe5a9\
            683e9bfa7bdc890281801cd903be63e96978e85a7b38d9ab7807fc835b98673ae7d4e8d530eb9ca9d4e6829c942dae80\
            ea8ad3c21645edeb5ab33d8468e7b795fb09293e198e81fd4fb96ac8c128448f764bc67ed18c2ab7f37d43d5c041cbda\
            6921abb13da460762e5ce2d951257cfaf2713d16f5a6a0d5914320034a5e599fba40113e613581c492030281807df887\
            b3cc554bd4bdc6058233d609c4c0417c086e4aa38298a13a59e8fb3e4d20fb3cbbbd226e75934925cf3dbec535dd7ae9\
            37148df81e06f137ad7a2fa1df8bbf4a8ecbb55f09021579b3a9c8db19db45b7b8d548107126530f04ec23f0ed1c5dd4\
            538cf0c0694a3972c3711b997b32c45ddb137b3ad7b83d7b0a3f06cb090281804e59daa2c918f9068dc828c6c37ffdd4\
            d1e8984a9564f4104914457ca318638e001ca902086ca69429529364fa36a025ba989a558b142b18ece6c3c03dab1d35\
            50189b4d928d1c03d25c5d81337cbe77d03cdf96ca545255774a793ce012cb17fd8e53b1585a1b29ecf1090cdf4ab7a5\
            48b396b8b05b18cdfaaa80688743a368
            """)
}
