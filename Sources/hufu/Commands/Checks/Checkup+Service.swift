// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import KeyManagement

/// What concerns configuration, edition, store and keys.
extension Checkup {
    /// The configuration is found and valid.
    ///
    /// - Returns: the settings; nil when they cannot be used.
    mutating func examineConfiguration(_ reader: SettingsReader) async -> Settings? {
        do {
            let settings = try await reader.read(needsStore: true)
            pass("configuration", settings.file ?? "environment and flags")
            return settings
        } catch {
            fail("configuration", error)
            return nil
        }
    }

    /// The edition loads, and how far it is validated.
    ///
    /// - Returns: the edition; nil when it does not load.
    mutating func examineEdition(_ settings: Settings) -> (any CryptoEdition)? {
        let edition: any CryptoEdition
        do {
            edition = try settings.edition.load(settings.options)
        } catch {
            fail("edition", error)
            return nil
        }
        let report = edition.selfTestReport
        pass("edition", "\(edition.edition), \(report.results.count) self-tests passed")
        for (function, kernel) in report.kernels.sorted(by: { $0.key < $1.key }) {
            pass("kernel", "\(function): \(kernel)")
        }
        let isFIPS = edition.edition == .fips
        switch edition.status.level {
        case .validatedModule:
            pass("sub-mode", "validated-module: every function comes from the module that the configuration names")
        case .algorithmsOnly where isFIPS:
            warn(
                "sub-mode", "algorithms-only: approved algorithms, from a module that is not validated",
                advice: "Where validation is demanded, set fips.moduleConfig and fips.module: required.")
        case .algorithmsOnly:
            pass("sub-mode", "algorithms-only")
        }
        for remark in report.remarks where !isFIPS || edition.status.level == .validatedModule {
            warn("edition", remark, advice: "See `hufu self-test`.")
        }
        return edition
    }

    /// The store opens with this root key, its structure is sound and it can be written.
    ///
    /// - Returns: the service; nil when it does not open.
    mutating func examineStore(_ settings: Settings, edition: any CryptoEdition) -> KeyService? {
        do {
            let service = try Compose.service(settings, edition: edition)
            pass("store", "opens with this root key; its structure is sound (quick_check)")
            return service
        } catch {
            fail("store", error)
            return nil
        }
    }

    /// The keys can be read, and which need their owner's hand.
    mutating func examineKeys(_ service: KeyService) async {
        let now = SystemWallClock().now
        do {
            let keys = try await service.allKeys(for: Compose.caller())
            pass("keys", "\(keys.count) in the store")
            for key in keys {
                if let warning = key.expiryWarning(at: now) {
                    warn("keys", warning, advice: "hufu import parameters alias/\(key.alias.text) --out DIR")
                }
                if let date = key.deletionDate {
                    warn(
                        "keys", "alias/\(key.alias.text) ends for ever \(Moment.phrase(date, seenFrom: now))",
                        advice: "To keep it: hufu key cancel-deletion alias/\(key.alias.text)")
                }
            }
            if let newest = keys.map(\.createdAt).max(), newest > now.adding(days: 1) {
                fail(
                    "clock", "the newest key was made \(Moment.text(newest)), which is yet to come",
                    advice: "Set the clock: timedatectl set-ntp true")
            }
        } catch {
            fail("keys", error)
        }
    }
}
