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
            "Only implementations by one library: vendored (CSM4), libgcrypt or OpenSSL.", valueName: "name"),
        completion: .list(Self.providers))
    var provider: String?

    @Option(
        help: ArgumentHelp("Only this kernel of CSM4, such as portable; implies vendored.", valueName: "name"))
    var kernel: String?

    @Option(
        help: ArgumentHelp(
            "The OpenSSL configuration of a validated module: the FIPS edition runs on it, or not at all.",
            valueName: "path"), completion: .file())
    var fipsModuleConfig: String?

    private static let providers = ["vendored", "libgcrypt", "OpenSSL"]

    func validate() throws {
        if let provider, !Self.providers.contains(where: { $0.lowercased() == provider.lowercased() }) {
            throw ValidationError("There is no provider '\(provider)'. Choose one of: vendored, libgcrypt, OpenSSL.")
        }
        if fipsModuleConfig != nil, edition == Edition.smCrypto.rawValue {
            throw ValidationError("--fips-module-config is the FIPS edition's, which is not in this run.")
        }
        if kernel != nil, edition == Edition.fips.rawValue {
            throw ValidationError("--kernel names a kernel of CSM4, which the FIPS edition has not.")
        }
        if let edition {
            do throws(CryptoError) { _ = try Edition(named: edition) } catch { throw ValidationError("\(error)") }
        }
        if kernel != nil, let provider, provider != "vendored" {
            throw ValidationError("--kernel names a kernel of CSM4, and --provider another implementation.")
        }
    }
}
