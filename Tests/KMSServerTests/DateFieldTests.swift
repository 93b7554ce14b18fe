// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import KeyManagement
import Testing

@testable import KMSServer

/// The `Date` field of every answer.
struct DateFieldTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),  // the example of RFC 9110 §5.6.7
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_827_696, "Tue, 29 Feb 2000 12:34:56 GMT"),
        (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"),
    ])
    func `a moment is written as RFC 9110 has it, after another one too`(seconds: Int64, text: String) {
        let field = DateField()
        _ = field.text(of: UnixTime(seconds: 1))
        #expect(field.text(of: UnixTime(seconds: seconds)) == text)
        #expect(field.text(of: UnixTime(seconds: seconds)) == text)
    }

    @Test func `every answer has a date and says who answered`() async throws {
        try await LiveServer.with(.fips) { server in
            for path in ["/", "/health", "/metrics", "/nothing"] {
                let answer = try await server.fetch(path)
                #expect(answer.headers["server"] == "hufu")
                #expect(answer.headers["date"]?.hasSuffix(" GMT") == true)
            }
        }
    }
}
