// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import VectorSuites

@Suite struct BotanReaderTests {
    @Test(arguments: ["", "/", "///", " ", "SM4/", "CTR-BE()", "HMAC(", "AES-/GCM"])
    func `a heading that names nothing gives no check and ends nothing`(heading: String) throws {
        let text = "[\(heading)]\nIn = 00\nOut = 00\n"
        guard case .outside(let reason)? = try? cases(text)[0].content else {
            #expect(ReaderFault.refusal(of: text)?.hasPrefix("f, line 2: ") == true)
            return
        }
        #expect(reason == "\(heading): no such algorithm here")
    }

    @Test(arguments: [
        ReaderFault("Nonce =", "Nounce =", "f, line 4: unknown field 'Nounce'"),
        ReaderFault("Nonce =", "Key =", "f, line 4: 'Key' twice in one case"),
        ReaderFault("[SM4/GCM]\n", "", "f, line 2: 'Key' before any heading"),
        ReaderFault("[SM3]", "[SM3]\nKey = 00\n[SM3]", "f, line 23: a heading inside a case"),
        ReaderFault("In = 616263\n", "", "f, line 22: the case has no 'In'"),
        ReaderFault(
            "Out = 17f3", "Out = 17", "f, line 3: 'Out' is not 'In' and a tag of 16 bytes"),
    ])
    func `a fault is refused by line and name`(fault: ReaderFault) throws { try fault.check(SoundFile.botan.text) }

    @Test func `a file that ends inside a case is refused`() throws {
        #expect(
            ReaderFault.refusal(of: SoundFile.botan.text + "\n[SM3]\nIn = 00")
                == "f, line 37: the file ends inside a case")
    }
}
