// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in RSA Laboratories' form.
extension SoundFile {
    /// A key of 1024 bits and a ciphertext, both made for this file.
    package static let rsaLaboratories = SoundFile(
        "rsaLaboratories", .rsaLaboratories,
        text: """
            # Example 1: A 1024-bit RSA key pair

            # Public key
            # Modulus:
            bf4b56a5be7ae7d1bfea539ce84bf778448d1e6044991540fa56361d3e480c8548f0f7a2b706958748ab02697da7f678
            896cd36d950cdb96dab2ce85a36eabd0b77c735defe11a13389f0974e0943b615e29425a3ad44d1cca6462f87a49852f
            fdd0098c8d1d6a7a6145143010a16f2b42ab179c9b853656b2a3e6d3f9c4e19d
            # Exponent:
            10001

            # Private key
            # Modulus:
            bf4b56a5be7ae7d1bfea539ce84bf778448d1e6044991540fa56361d3e480c8548f0f7a2b706958748ab02697da7f678
            896cd36d950cdb96dab2ce85a36eabd0b77c735defe11a13389f0974e0943b615e29425a3ad44d1cca6462f87a49852f
            fdd0098c8d1d6a7a6145143010a16f2b42ab179c9b853656b2a3e6d3f9c4e19d
            # Public exponent:
            10001
            # Exponent:
            25313aa982fd56711b852db88619af05bd1e4ad7a0bebab92572f99679f37c2bb5e0d3e4d8fcf8b992d15ce8b1bba45a
            0f2e0f7570d34d266962f67059343d474321516b42a28b75687c004ec600e4f9c23c0de60d909e414d1aadfc1075b0e1
            464f494f3d74e28e5f84fca7cfe94b8ac3e957cdfcef5c34a442fcaea05c14e9
            # Prime 1:
            e7a1b62044533ddb911ae81856ed30277f355dfa506db57af6a527fad3eff745c5a3594fa166738f0cf8109999da607a
            c6dbebc98a7dbda4a9a65669ba63a40f
            # Prime 2:
            d36b435b675e7bd250f9cec59140ebe93dc941984d467d8e3b2d10fc509b2f58db6204878602e88c89cbc8f2303212bf
            1ef2417efda264006bc3f6d8cec68393
            # Prime exponent 1:
            aacd3e05511ca8b26daf8f91d31797b8a83eec0b969f2f817aba925e8d4597eae52fecbda16070b9fd70369d6d2bf094
            d86a76d5e8bf8bc60e2b4ff12ab62ad5
            # Prime exponent 2:
            1c3e41124dddd666c3408bf9e2acac974d14bcb98ee132d6b45b11e0d317d81c63ba5566916584117a3b0a0e289817df
            065050a599567f4b7b1a03b8f4ee9a17
            # Coefficient:
            153e470df16fc6886164debb3fdde9f7f48f3348a4156561e496301d2ff705243bacfc97353a8ce538520a32834b27cc
            6b6c098883fd2eb1ca3b2ad8ff6df420

            # OAEP Example 1 alg=sha256 mgf1=sha1
            # Message:
            616263
            # Encryption:
            1f12b24857158c334528f7003e44bcb4d85bdfb07d25fe26f751b89068882f34d05b0082f097f891b236b85b0c7668b6
            57d158ef41529989bc6c26fbe9ba08ea4f423e2b57b795f88251375c1c6ed1bb9383c9d0718e362e94252a47c31f7848
            9847819acd4c027cc39beb7647e655391d1b51aadba9c4d285c31d12029e2c83

            """)
}
