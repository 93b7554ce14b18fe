// SPDX-License-Identifier: Apache-2.0
internal import CryptoEngine

extension HTMLReport {
    /// Exactly what was tested, and where.
    var moduleSection: Section {
        let module = report.module
        let features = module.processorFeatures.isEmpty ? "none" : module.processorFeatures.joined(separator: " ")
        return Section(
            "module", "Module under test",
            """
            <dl class="facts">
            \(fact("hufu", "\(module.version)"))
            \(fact("Commit", "<code>\(module.commit)</code>"))
            \(fact("System", "\(module.operatingSystem)"))
            \(fact("Architecture", "\(module.architecture)"))
            \(fact("Processor", "\(module.processor)"))
            \(fact("CPU features", "\(features)"))
            </dl>
            \(module.editions.map(editionPart))
            """)
    }

    private func editionPart(_ edition: EditionIdentity) -> Markup {
        let test = edition.selfTest
        return """
            <article>
            <h3>Edition \(test.edition.rawValue)</h3>
            <p>Runs as <strong>\(test.status.level.rawValue)</strong>. \
            \(Self.meaning(of: test.status.level))</p>
            \(remarks(test.remarks))
            \(libraryTable(edition))
            \(partTable(test))
            \(kernelTable(test))
            \(selfTestTable(test))
            </article>
            """
    }

    /// What a level is, and that it is no certificate.
    private static func meaning(of level: ValidationStatus.Level) -> String {
        switch level {
        case .algorithmsOnly:
            "Its algorithms give the answers of the standards; at least one function is computed by a module that is "
                + "not validated. This is no validated module."
        case .validatedModule:
            "Every function is computed by a module that its configuration presents as validated, and every probe "
                + "passed. Whether a certificate covers this module here, its security policy says, not this report."
        }
    }

    private func remarks(_ remarks: [String]) -> Markup {
        guard !remarks.isEmpty else { return .empty }
        return """
            <h4>Remarks</h4>
            <ul class="remarks">
            \(remarks.map { remark -> Markup in "<li>\(remark)</li>" })
            </ul>
            """
    }

    private func libraryTable(_ edition: EditionIdentity) -> Markup {
        let columns: [Column] = [.text("Library"), .text("Version"), .text("File and its SHA-256")]
        let rows = edition.selfTest.libraries.map { library -> Markup in
            let file: Markup
            if let path = library.path {
                let hash = edition.libraryHashes[path] ?? "not taken"
                file = "<code>\(path)</code><br><code class=\"hash\">\(hash)</code>"
            } else {
                file = "no file of its own"
            }
            return row(["\(library.name)", "\(library.version)", file], columns)
        }
        return table("Libraries of the edition \(edition.selfTest.edition.rawValue)", columns, groups: [rows])
    }

    private func partTable(_ test: SelfTestReport) -> Markup {
        let columns: [Column] = [.text("Function"), .text("Computed by"), .text("Standing")]
        let rows = test.status.parts.map { part in
            row(["\(part.function)", "\(part.provider)", "\(part.level.rawValue)"], columns)
        }
        return table("Functions of the edition \(test.edition.rawValue)", columns, groups: [rows])
    }

    private func kernelTable(_ test: SelfTestReport) -> Markup {
        guard !test.kernels.isEmpty else { return .empty }
        let columns: [Column] = [.text("Cipher"), .text("Kernel in production")]
        let rows = test.kernels.sorted { $0.key < $1.key }.map { cipher, kernel in
            row(["\(cipher)", "\(kernel)"], columns)
        }
        return table("Kernels of the edition \(test.edition.rawValue)", columns, groups: [rows])
    }

    private func selfTestTable(_ test: SelfTestReport) -> Markup {
        let columns: [Column] = [.text("Verdict"), .text("Self-test"), .text("Expected answer from"), .number("Time")]
        let rows = test.results.map { result in
            row(
                [
                    badge(result.passed ? .pass : .fail), "\(result.name)", "\(result.reference)",
                    "\(ReportMeasure.duration(seconds: result.microseconds / 1e6))",
                ], columns)
        }
        return table(
            "Self-tests of the edition \(test.edition.rawValue) at load", style: "middle", columns, groups: [rows])
    }
}
