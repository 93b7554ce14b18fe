// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in ACVP, each with its answers.
extension SoundFile {
    /// Test cases 14 and 16 of GCM's specification, sealed and opened; the second opening must be refused.
    package static let acvpGCM = SoundFile(
        "acvpGCM", .acvpPrompt,
        text: """
            [
             {
              "acvVersion": "1.0"
             },
             {
              "vsId": 1,
              "algorithm": "ACVP-AES-GCM",
              "revision": "1.0",
              "isSample": true,
              "testGroups": [
               {
                "tgId": 1,
                "testType": "AFT",
                "direction": "encrypt",
                "keyLen": 256,
                "ivLen": 96,
                "ivGen": "external",
                "ivGenMode": "8.2.2",
                "payloadLen": 128,
                "aadLen": 0,
                "tagLen": 128,
                "tests": [
                 {
                  "tcId": 1,
                  "key": "0000000000000000000000000000000000000000000000000000000000000000",
                  "iv": "000000000000000000000000",
                  "pt": "00000000000000000000000000000000",
                  "aad": ""
                 }
                ]
               },
               {
                "tgId": 2,
                "testType": "AFT",
                "direction": "decrypt",
                "keyLen": 256,
                "ivLen": 96,
                "ivGen": "external",
                "ivGenMode": "8.2.2",
                "payloadLen": 480,
                "aadLen": 160,
                "tagLen": 128,
                "tests": [
                 {
                  "tcId": 2,
                  "key": "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
                  "iv": "cafebabefacedbaddecaf888",
                  "ct": "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1\
            056828838c5f61e6393ba7a0abcc9f662",
                  "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                  "tag": "76fc6ece0f4e1768cddf8853bb2d551b"
                 }
                ]
               }
              ]
             }
            ]

            """,
        answers: """
            [
             {
              "acvVersion": "1.0"
             },
             {
              "vsId": 1,
              "algorithm": "ACVP-AES-GCM",
              "revision": "1.0",
              "isSample": true,
              "testGroups": [
               {
                "tgId": 1,
                "tests": [
                 {
                  "tcId": 1,
                  "ct": "cea7403d4d606b6e074ec5d3baf39d18",
                  "tag": "d0d1c8a799996bf0265b98b5d48ab919"
                 }
                ]
               },
               {
                "tgId": 2,
                "tests": [
                 {
                  "tcId": 2,
                  "testPassed": true,
                  "pt": "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2\
            449a6b525b16aedf5aa0de657ba637b39"
                 }
                ]
               }
              ]
             }
            ]

            """)

    /// Test case 14 with a forged tag.
    package static let acvpRefused = SoundFile(
        "acvpRefused", .acvpPrompt,
        text: """
            {
             "vsId": 1,
             "algorithm": "ACVP-AES-GCM",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "testType": "AFT",
               "direction": "decrypt",
               "keyLen": 256,
               "ivLen": 96,
               "ivGen": "external",
               "payloadLen": 128,
               "aadLen": 0,
               "tagLen": 128,
               "tests": [
                {
                 "tcId": 1,
                 "key": "0000000000000000000000000000000000000000000000000000000000000000",
                 "iv": "000000000000000000000000",
                 "ct": "cea7403d4d606b6e074ec5d3baf39d18",
                 "aad": "",
                 "tag": "d0d1c8a799996bf0265b98b5d48ab918"
                }
               ]
              }
             ]
            }

            """,
        answers: """
            {
             "vsId": 1,
             "algorithm": "ACVP-AES-GCM",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "tests": [
                {
                 "tcId": 1,
                 "testPassed": false
                }
               ]
              }
             ]
            }

            """)

    /// RFC 4231 §4.3.
    package static let acvpHMAC = SoundFile(
        "acvpHMAC", .acvpPrompt,
        text: """
            {
             "vsId": 2,
             "algorithm": "HMAC-SHA2-256",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "testType": "AFT",
               "keyLen": 32,
               "msgLen": 224,
               "macLen": 256,
               "tests": [
                {
                 "tcId": 5,
                 "key": "4a656665",
                 "msg": "7768617420646f2079612077616e7420666f72206e6f7468696e673f"
                }
               ]
              }
             ]
            }

            """,
        answers: """
            {
             "vsId": 2,
             "algorithm": "HMAC-SHA2-256",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "tests": [
                {
                 "tcId": 5,
                 "mac": "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
                }
               ]
              }
             ]
            }

            """)

    /// RFC 3394 §4.6.
    package static let acvpKeyWrap = SoundFile(
        "acvpKeyWrap", .acvpPrompt,
        text: """
            {
             "vsId": 3,
             "algorithm": "ACVP-AES-KW",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "testType": "AFT",
               "direction": "encrypt",
               "kwCipher": "cipher",
               "keyLen": 256,
               "payloadLen": 256,
               "tests": [
                {
                 "tcId": 6,
                 "key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                 "pt": "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"
                }
               ]
              }
             ]
            }

            """,
        answers: """
            {
             "vsId": 3,
             "algorithm": "ACVP-AES-KW",
             "revision": "1.0",
             "testGroups": [
              {
               "tgId": 1,
               "tests": [
                {
                 "tcId": 6,
                 "ct": "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
                }
               ]
              }
             ]
            }

            """)
}
