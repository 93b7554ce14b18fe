// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import TestSupport
import Testing

@testable import SMEdition

@Suite struct GcryptLibraryTests {
    @Test func `names its version, file and generator`() throws {
        let library = try GcryptLibrary(simulatesAbsence: false)
        #expect(library.version.hasPrefix("1."))
        #expect(library.path?.contains("/libgcrypt.so") == true)
        #expect(library.generator == .drbg)
        #expect(library.hasSM4 && library.hasSM3)
        let edition = try SMEdition()
        let unsupported = VendoredSM4Kernel.unsupportedNames
        #expect(
            edition.selfTestReport.remarks
                == (unsupported.isEmpty
                    ? [] : ["Not tested, since this CPU cannot run them: CSM4 \(unsupported.joined(separator: ", "))."])
        )
        #expect(edition.selfTestReport.libraries.map(\.name) == ["libgcrypt", "OpenSSL libcrypto"])
    }

    @Test func `no part claims to be validated`() throws {
        let status = try SMEdition().status
        #expect(status.level == .algorithmsOnly)
        #expect(status.parts.allSatisfy { $0.level == .algorithmsOnly })
        #expect(Set(status.parts.map(\.function)).isSuperset(of: ["SM4-128-GCM", "SM3", "HMAC-SM3", "random"]))
    }

    @Test func `lives with another user of libgcrypt who initialised it, and says so`() async {
        await #expect(processExitsWith: .success) {
            guard ForeignLibgcrypt.initialize() else { throw CryptoError.randomUnavailable }
            let edition = try SMEdition()
            let sealed = try edition.makeEncryptor(key: edition.makeKey()).seal([1, 2, 3])
            let remark = edition.selfTestReport.remarks.first ?? ""
            guard sealed.count == 31, remark.hasPrefix("Another part of this process") else {
                throw CryptoError.moduleUnavailable(reason: remark)
            }
        }
    }

    @Test func `many tasks may load the edition at once`() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try SMEdition().selfTestReport.results.count } }
            let counts = try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            #expect(counts.count == 1)
        }
    }
}
