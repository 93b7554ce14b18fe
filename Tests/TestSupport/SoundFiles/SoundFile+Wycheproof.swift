// SPDX-License-Identifier: Apache-2.0
import VectorSuites

/// Sound files in Wycheproof's form.
extension SoundFile {
    /// RFC 8998 §A.1.
    package static let wycheproofAEAD = SoundFile(
        "wycheproofAEAD", .wycheproof,
        text: """
            {
             "algorithm": "SM4-GCM",
             "schema": "aead_test_schema_v1.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "AeadTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "ivSize": 96,
               "keySize": 128,
               "tagSize": 128,
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "key": "0123456789abcdeffedcba9876543210",
                 "iv": "00001234567800000000abcd",
                 "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                 "msg": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffff\
            fffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
                 "ct": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93\
            d496ac15a56834cbcf98c397b4024a2691233b8d",
                 "tag": "83de3541e4c2b58177e065a9bf7b62ec",
                 "result": "valid"
                }
               ]
              }
             ]
            }

            """)

    /// The same with a forged tag.
    package static let wycheproofRefused = SoundFile(
        "wycheproofRefused", .wycheproof,
        text: """
            {
             "algorithm": "SM4-GCM",
             "schema": "aead_test_schema_v1.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "AeadTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "ivSize": 96,
               "keySize": 128,
               "tagSize": 128,
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "key": "0123456789abcdeffedcba9876543210",
                 "iv": "00001234567800000000abcd",
                 "aad": "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                 "msg": "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeefffffff\
            fffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
                 "ct": "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93\
            d496ac15a56834cbcf98c397b4024a2691233b8d",
                 "tag": "83de3541e4c2b58177e065a9bf7b62ed",
                 "result": "invalid"
                }
               ]
              }
             ]
            }

            """)

    /// RFC 4231 §4.3, the tag cut to 128 bits.
    package static let wycheproofMAC = SoundFile(
        "wycheproofMAC", .wycheproof,
        text: """
            {
             "algorithm": "HMACSHA256",
             "schema": "mac_test_schema_v1.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "MacTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "keySize": 32,
               "tagSize": 128,
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "key": "4a656665",
                 "msg": "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
                 "tag": "5bdcc146bf60754e6a042426089575c7",
                 "result": "valid"
                }
               ]
              }
             ]
            }

            """)

    /// RFC 5869 §A.1.
    package static let wycheproofHKDF = SoundFile(
        "wycheproofHKDF", .wycheproof,
        text: """
            {
             "algorithm": "HKDF-SHA-256",
             "schema": "hkdf_test_schema_v1.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "HkdfTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "keySize": 176,
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "ikm": "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
                 "salt": "000102030405060708090a0b0c",
                 "info": "f0f1f2f3f4f5f6f7f8f9",
                 "size": 42,
                 "okm": "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                 "result": "valid"
                }
               ]
              }
             ]
            }

            """)

    /// RFC 6070's second case with SHA-256.
    package static let wycheproofPBKDF2 = SoundFile(
        "wycheproofPBKDF2", .wycheproof,
        text: """
            {
             "algorithm": "PBKDF2-HMACSHA256",
             "schema": "pbkdf_test_schema.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "PbkdfTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "password": "70617373776f7264",
                 "salt": "73616c74",
                 "iterationCount": 2,
                 "dkLen": 32,
                 "dk": "ae4d0c95af6b46d32d0adff928f06dd02a303f8ef3c251dfd6e2d85a95474c43",
                 "result": "valid"
                }
               ]
              }
             ]
            }

            """)

    /// RFC 3394 §4.6.
    package static let wycheproofKeyWrap = SoundFile(
        "wycheproofKeyWrap", .wycheproof,
        text: """
            {
             "algorithm": "AES-WRAP",
             "schema": "keywrap_test_schema_v1.json",
             "numberOfTests": 1,
             "header": [],
             "notes": {
              "Plain": {
               "bugType": "BASIC"
              }
             },
             "testGroups": [
              {
               "type": "KeywrapTest",
               "source": {
                "name": "n",
                "version": "1"
               },
               "keySize": 256,
               "tests": [
                {
                 "tcId": 7,
                 "comment": "",
                 "flags": [
                  "Plain"
                 ],
                 "key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                 "msg": "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
                 "ct": "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21",
                 "result": "valid"
                }
               ]
              }
             ]
            }

            """)
}
