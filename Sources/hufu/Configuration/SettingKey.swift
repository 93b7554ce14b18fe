// SPDX-License-Identifier: Apache-2.0

/// Every key a configuration may hold, as written in the file.
///
/// In the environment the same key is `HUFU_`, then its words in upper case, such as `HUFU_FIPS_MODULE_CONFIG`.
enum SettingKey: String, CaseIterable {
    case edition
    case fipsModule = "fips.module"
    case fipsModuleConfig = "fips.moduleConfig"
    case sm4Provider = "sm4.provider"
    case allowPKCS1v15 = "import.allowPKCS1v15"
    case storePath = "store.path"
    case rootFile = "root.file"
    case serverAddress = "server.address"
    case serverPort = "server.port"
    case serverRegion = "server.region"
    case serverAccount = "server.account"
    case serverLog = "server.log"
    case tlsCertificate = "server.tls.certificate"
    case tlsKey = "server.tls.key"
    case tlsClientAuthorities = "server.tls.clientAuthorities"
    case requireSignedAction = "auth.requireSignedAction"
    case rateScale = "limits.rateScale"
    case rates = "limits.rates"
    case connectionLimit = "limits.connections"
    case keyLimit = "limits.keys"
    case cacheSeconds = "cache.seconds"
    case cacheUses = "cache.uses"

    /// The name in the environment: a `_` before each upper-case letter that follows a lower-case one.
    var environmentName: String {
        var name = "HUFU_"
        var previous: Character = "."
        for character in rawValue {
            if previous.isLowercase, character.isUppercase { name += "_" }
            name += character == "." ? "_" : character.uppercased()
            previous = character
        }
        return name
    }

    /// The key that differs from `text` in the fewest letters.
    static func nearest(to text: String) -> SettingKey {
        allCases.min { distance(text, $0.rawValue) < distance(text, $1.rawValue) } ?? .edition
    }

    /// How many letters must be inserted, dropped or replaced to make one from the other (Levenshtein), case aside.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.lowercased())
        var row = Array(0...right.count)
        for (index, character) in left.lowercased().enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let replaced = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[right.count]
    }
}
