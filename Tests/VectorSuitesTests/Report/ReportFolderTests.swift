// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import CryptoEngine
import Foundation
import TestSupport
import Testing

@testable import VectorSuites

@Suite struct ReportFolderTests {
    /// A written folder with the key that signed it.
    struct Written {
        let openssl: OpenSSLCommand
        let verifier: any DocumentVerifier

        init(_ report: RunReport? = nil) throws {
            openssl = try OpenSSLCommand()
            let signer = try DocumentKeys.makeSigner()
            try ReportFolder.write(report ?? SampleReport.failing(), to: openssl.folder.path, signedBy: signer)
            verifier = try signer.verifier()
        }

        var faults: [ReportFault] { ReportFolder.verify(openssl.folder.path, key: verifier).faults }

        func change(_ file: ReportFolder.File, _ change: (inout [UInt8]) -> Void) throws {
            var bytes = try openssl.read(file.rawValue)
            change(&bytes)
            try openssl.write(bytes, to: file.rawValue)
        }
    }

    @Test func `what was written is sound`() throws {
        let written = try Written()
        let verification = ReportFolder.verify(written.openssl.folder.path, key: written.verifier)
        #expect(verification.faults.isEmpty && verification.isSound)
        #expect(try verification.report?.json() == SampleReport.failing().json())
        let names = try FileManager.default.contentsOfDirectory(atPath: written.openssl.folder.path)
        #expect(Set(names) == Set(ReportFolder.File.allCases.map(\.rawValue)))
    }

    @Test func `openssl verifies both signatures, and refuses the other file's`() throws {
        let openssl = try Written().openssl
        for name in ["report.json", "report.html"] {
            let command = "dgst -sha256 -verify report-key.pem -signature \(name).sig"
            #expect(try openssl.run("\(command) \(name)") == 0)
            let other = name == "report.json" ? "report.html" : "report.json"
            #expect(try openssl.run("\(command) \(other)") != 0)
        }
    }

    @Test(arguments: ReportFolder.File.allCases)
    func `a missing file is named`(file: ReportFolder.File) throws {
        let written = try Written()
        try FileManager.default.removeItem(atPath: written.openssl.folder.path(file.rawValue))
        #expect(written.faults == [.missing(file)])
    }

    @Test(arguments: ReportFolder.File.allCases)
    func `one altered bit anywhere is found`(file: ReportFolder.File) throws {
        let written = try Written()
        let byteCount = try written.openssl.read(file.rawValue).count
        let places = byteCount < 200 ? Array(0..<byteCount) : [0, byteCount / 3, byteCount / 2, byteCount - 1]
        for place in places {
            try written.change(file) { $0[place] ^= 1 }
            let expected: ReportFault =
                switch file {
                case .json, .jsonSignature: .wrongSignature(.json)
                case .page, .pageSignature: .wrongSignature(.page)
                case .key: .otherKey
                }
            #expect(written.faults.contains(expected), "byte \(place)")
            try written.change(file) { $0[place] ^= 1 }
        }
        #expect(written.faults.isEmpty)
    }

    @Test func `another key is told`() throws {
        let written = try Written()
        let stranger = try DocumentKeys.makeSigner().verifier()
        #expect(
            ReportFolder.verify(written.openssl.folder.path, key: stranger).faults
                == [.otherKey, .wrongSignature(.json), .wrongSignature(.page)])
    }

    /// Whoever has the key could sign a page of one run and the data of another.
    @Test func `a page of another run is found although both are signed`() throws {
        let written = try Written()
        let signer = try DocumentKeys.makeSigner()
        let page = HTMLReport(try SampleReport.passing()).page
        try ReportFolder.write(SampleReport.failing(), to: written.openssl.folder.path, signedBy: signer)
        try written.openssl.write(page, to: "report.html")
        try written.openssl.write(try signer.signature(over: page), to: "report.html.sig")
        let key = try signer.verifier()
        #expect(ReportFolder.verify(written.openssl.folder.path, key: key).faults == [.otherPage])
    }

    @Test func `a newer page and a newer report are told from altered ones`() throws {
        let openssl = try OpenSSLCommand()
        let signer = try DocumentKeys.makeSigner()
        let key = try signer.verifier()
        try ReportFolder.write(SampleReport.passing(), to: openssl.folder.path, signedBy: signer)
        func rewrite(_ file: ReportFolder.File, _ old: String, _ new: String) throws {
            let text = String(decoding: try openssl.read(file.rawValue), as: UTF8.self).replacing(old, with: new)
            try openssl.write(Array(text.utf8), to: file.rawValue)
            try openssl.write(try signer.signature(over: Array(text.utf8)), to: file.rawValue + ".sig")
        }
        try rewrite(.page, HTMLReport.format, "hufu-vectors-page-2")
        #expect(ReportFolder.verify(openssl.folder.path, key: key).faults == [.otherPageForm("hufu-vectors-page-2")])
        try rewrite(.json, RunReport.format, "hufu-vectors-report-2")
        let verification = ReportFolder.verify(openssl.folder.path, key: key)
        #expect(verification.faults == [.unknownReport(.otherFormat("hufu-vectors-report-2"))])
        #expect(verification.report == nil)
    }

    @Test func `a folder in a file's place is unreadable`() throws {
        let written = try Written()
        let path = written.openssl.folder.path("report.html")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(written.faults == [.unreadable(.page, reason: "it is no regular file")])
    }

    @Test func `writing replaces an earlier report and its print`() throws {
        let written = try Written()
        try written.openssl.write([1], to: ReportFolder.pdfName)
        let signer = try DocumentKeys.makeSigner()
        try ReportFolder.write(SampleReport.passing(), to: written.openssl.folder.path, signedBy: signer)
        let key = try signer.verifier()
        #expect(ReportFolder.verify(written.openssl.folder.path, key: key).isSound)
        #expect(!FileManager.default.fileExists(atPath: written.openssl.folder.path(ReportFolder.pdfName)))
    }

    @Test func `a folder is made, and one that cannot be is named`() throws {
        let folder = try TemporaryFolder()
        let signer = try DocumentKeys.makeSigner()
        try ReportFolder.write(SampleReport.passing(), to: folder.path("new/one"), signedBy: signer)
        #expect(FileManager.default.fileExists(atPath: folder.path("new/one/report.html")))
        let path = folder.path("new/one/report.html/below")
        let report = try SampleReport.passing()
        do throws(ReportFolder.WritingError) {
            try ReportFolder.write(report, to: path, signedBy: signer)
            Issue.record("written below a file")
        } catch {
            guard case .file(let named, let reason) = error else { throw error }
            #expect(named == path + "/report.json" && reason == "Not a directory")
        }
    }

    @Test func `every fault says what is wrong, of one file or the other`() {
        let faults: [ReportFault] = [
            .missing(.json), .unreadable(.page, reason: "r"), .otherKey, .wrongSignature(.json), .otherPage,
            .unknownReport(.notCanonical), .otherPageForm("f"), .engine(.authenticationFailed),
        ]
        #expect(Set(faults.map(\.description)).count == faults.count)
        #expect(faults.allSatisfy { !$0.description.isEmpty })
    }
}

extension DocumentSigner {
    /// The verifier of its public key, as read from its PEM.
    fileprivate func verifier() throws(CryptoError) -> any DocumentVerifier {
        let pem = Array(publicKeyPEM.utf8)
        return try DocumentKeys.verifier(publicKey: pem.span)
    }

    fileprivate func signature(over document: [UInt8]) throws(CryptoError) -> [UInt8] { try sign(document.span) }
}
