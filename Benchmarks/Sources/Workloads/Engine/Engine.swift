// SPDX-License-Identifier: Apache-2.0
import BenchmarkDoor
import CryptoEditions
import Foundation

/// A loaded edition on one implementation of its cipher.
struct Engine {
    /// As contenders are named: `Encryptor`, `Encryptor, CSM4 portable`.
    let name: String
    let edition: any CryptoEdition

    /// The contest's key, of the edition's length.
    func makeKey() -> KeyMaterial {
        KeyMaterial(byteCount: edition.keyByteCount) { (bytes: inout MutableSpan<UInt8>) in
            for index in bytes.indices { bytes[index] = Message.key[index] }
        }
    }

    /// An encryptor under the contest's key.
    func makeEncryptor() throws(CryptoError) -> any Encryptor { try edition.makeEncryptor(key: makeKey()) }
}

/// All engines that are measured. Loading the SM edition also starts libgcrypt, which its peers then use.
struct Engines {
    /// The edition `fips`: `algorithms-only`, and `validated-module` where a configuration of the module is there.
    let fips: [Engine]
    /// The edition `sm-crypto`: on each CSM4 kernel of this CPU, fastest first, and on libgcrypt.
    let sm: [Engine]

    init(moduleConfiguration: String?) throws(CryptoError) {
        var sm: [Engine] = []
        for kernel in KernelPeer.Kernel.supported {
            let options = EditionOptions(sm: .onKernel(named: kernel.name))
            sm.append(Engine(name: "Encryptor, CSM4 \(kernel.name)", edition: try Edition.smCrypto.load(options)))
        }
        let library = EditionOptions(sm: SMOptions(provider: .libgcrypt))
        sm.append(Engine(name: "Encryptor, libgcrypt", edition: try Edition.smCrypto.load(library)))
        self.sm = sm

        var fips = [Engine(name: "Encryptor", edition: try Edition.fips.load())]
        if let moduleConfiguration {
            let options = EditionOptions(fips: FIPSOptions(module: .required, moduleConfig: moduleConfiguration))
            fips.append(Engine(name: Engines.validatedName, edition: try Edition.fips.load(options)))
        }
        self.fips = fips
    }

    /// The contender that computes in a validated module.
    static let validatedName = "Encryptor, validated-module"
}
