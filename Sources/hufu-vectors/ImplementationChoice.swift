// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CryptoEditions
import CryptoEngine

/// What the commands take that load an edition.
struct ImplementationChoice: ParsableArguments {
    @Option(
        help: ArgumentHelp("The edition, fips or sm-crypto; both when none is named.", valueName: "edition"),
        completion: .list(Edition.allCases.map(\.rawValue)))
    var edition: String?

    @Option(
        help: ArgumentHelp(
            "Only implementations whose name begins so: vendored (CSM4), libgcrypt or OpenSSL.", valueName: "name"),
        completion: .list(["vendored", "libgcrypt", "OpenSSL"]))
    var provider: String?

    @Option(
        help: ArgumentHelp("Only this kernel of CSM4, such as portable; implies vendored.", valueName: "name"))
    var kernel: String?

    @Option(
        help: ArgumentHelp(
            "The OpenSSL configuration of a validated module: the FIPS edition runs on it, or not at all.",
            valueName: "path"), completion: .file())
    var fipsModuleConfig: String?

    func validate() throws {
        if let edition {
            do throws(CryptoError) { _ = try Edition(named: edition) } catch { throw ValidationError("\(error)") }
        }
        if kernel != nil, let provider, provider != "vendored" {
            throw ValidationError("--kernel names a kernel of CSM4, and --provider another implementation.")
        }
    }
}
