// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in the JSON forms of the SM standards' examples.
extension SoundFile {
    /// GB/T 32907-2016 annex A, example 1, and RFC 8998 §A.1.
    package static let gbtSM4 = SoundFile(
        "gbtSM4", .gbt,
        text: """
            {
             "note": "n",
             "block": [
              {
               "name": "b",
               "source": "s",
               "key": "0123456789abcdeffedcba9876543210",
               "msg": "0123456789abcdeffedcba9876543210",
               "ct": "681edf34d206965e86b3e94f536e4246",
               "iterations": 1
              }
             ],
             "aead": [
              {
               "name": "a",
               "source": "s",
               "algorithm": "SM4-GCM",
               "key": "0123456789abcdeffedcba9876543210",
               "iv": "00001234567800000000abcd",
               "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
               "msg": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffffff\
            fffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
               "ct": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d4\
            96ac15a56834cbcf98c397b4024a2691233b8d",
               "tag": "83de3541e4c2b58177e065a9bf7b62ec"
              }
             ]
            }

            """)

    /// GB/T 32905-2016 annex A, example 1.
    package static let gbtSM3 = SoundFile(
        "gbtSM3", .gbt,
        text: """
            {
             "note": "n",
             "tests": [
              {
               "name": "d",
               "source": "s",
               "msg": "616263",
               "digest": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
              }
             ]
            }

            """)

    /// GM/T 0003.5-2012.
    package static let gbtSM2 = SoundFile(
        "gbtSM2", .gbt,
        text: """
            {
             "note": "n",
             "curve": {},
             "sign": [
              {
               "name": "GMT0003.5-sign",
               "privateKey": "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
               "publicKeyUncompressed": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea4\
            90ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
               "idHex": "31323334353637383132333435363738",
               "msg": "6d65737361676520646967657374",
               "nonceK": "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21",
               "za": "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3",
               "e": "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640",
               "r": "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3",
               "s": "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
               "sigDer": "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b6aa\
            29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
              }
             ],
             "encrypt": [
              {
               "name": "GMT0003.5-encrypt",
               "privateKey": "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
               "publicKeyUncompressed": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea4\
            90ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
               "msg": "656e6372797074696f6e207374616e64617264",
               "nonceK": "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21",
               "c1": "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab\
            8f950a3c64e6ee6a63094d99283aff767e124df0",
               "c3": "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766",
               "c2": "21886ca989ca9c7d58087307ca93092d651efa",
               "ctC1C3C2": "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b\
            36daab8f950a3c64e6ee6a63094d99283aff767e124df059983c18f809e262923c53aec295d30383b54e39d609d160afcb19\
            08d0bd876621886ca989ca9c7d58087307ca93092d651efa",
               "ctAsn1": "307c022004ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73022100e858f9d8\
            1e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0042059983c18f809e262923c53aec295d30383b54e39\
            d609d160afcb1908d0bd8766041321886ca989ca9c7d58087307ca93092d651efa"
              }
             ]
            }

            """)

    /// SM4 of draft-ribose-cfrg-sm4-10 and RFC 8998, SM3 of GB/T 32905, HMAC-SM3 of GM/T 0042, SM2 of GM/T 0003.5.
    package static let gmt = SoundFile(
        "gmt", .gmt,
        text: """
            {
             "format": "hufu-gmt-1",
             "source": "s",
             "tests": [
              {
               "name": "ecb",
               "algorithm": "SM4-ECB",
               "key": "0123456789abcdeffedcba9876543210",
               "msg": "0123456789abcdeffedcba9876543210",
               "ct": "681edf34d206965e86b3e94f536e4246"
              },
              {
               "name": "cbc",
               "algorithm": "SM4-CBC",
               "key": "0123456789abcdeffedcba9876543210",
               "iv": "000102030405060708090a0b0c0d0e0f",
               "msg": "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb",
               "ct": "78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d"
              },
              {
               "name": "gcm",
               "algorithm": "SM4-GCM",
               "key": "0123456789abcdeffedcba9876543210",
               "iv": "00001234567800000000abcd",
               "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
               "msg": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffffff\
            fffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
               "ct": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d4\
            96ac15a56834cbcf98c397b4024a2691233b8d",
               "tag": "83de3541e4c2b58177e065a9bf7b62ec"
              },
              {
               "name": "sm3",
               "algorithm": "SM3",
               "msg": "616263",
               "digest": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
              },
              {
               "name": "hmac",
               "algorithm": "HMAC-SM3",
               "key": "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20",
               "msg": "6162636462636465636465666465666765666768666768696768696a68696a6b696a6b6c6a6b6c6d6b6c6d6e6\
            c6d6e6f6d6e6f706e6f70716162636462636465636465666465666765666768666768696768696a68696a6b696a6b6c6a6b6\
            c6d6b6c6d6e6c6d6e6f6d6e6f706e6f7071",
               "tag": "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"
              },
              {
               "name": "verify",
               "algorithm": "SM2-verify",
               "publicKey": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52\
            dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
               "msg": "6d65737361676520646967657374",
               "idHex": "31323334353637383132333435363738",
               "signature": "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b\
            6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
              },
              {
               "name": "decrypt",
               "algorithm": "SM2-decrypt",
               "privateKey": "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
               "publicKey": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52\
            dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
               "ct": "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab\
            8f950a3c64e6ee6a63094d99283aff767e124df059983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd\
            876621886ca989ca9c7d58087307ca93092d651efa",
               "msg": "656e6372797074696f6e207374616e64617264"
              }
             ]
            }

            """)

    /// RFC 8998 with a forged tag, and a signature over another message.
    package static let gmtRefused = SoundFile(
        "gmtRefused", .gmt,
        text: """
            {
             "format": "hufu-gmt-1",
             "source": "s",
             "tests": [
              {
               "name": "gcm",
               "algorithm": "SM4-GCM",
               "key": "0123456789abcdeffedcba9876543210",
               "iv": "00001234567800000000abcd",
               "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
               "msg": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffffff\
            fffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
               "ct": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d4\
            96ac15a56834cbcf98c397b4024a2691233b8d",
               "tag": "83de3541e4c2b58177e065a9bf7b62ed",
               "result": "invalid"
              },
              {
               "name": "verify",
               "algorithm": "SM2-verify",
               "publicKey": "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52\
            dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
               "msg": "6d6573736167652064696765737400",
               "idHex": "31323334353637383132333435363738",
               "signature": "3046022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3022100b1b\
            6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
               "result": "invalid"
              }
             ]
            }

            """)
}
