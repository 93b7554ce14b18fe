// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import KeyManagement

/// What concerns the machine and this process on it.
extension Checkup {
    /// Core dumps are off, and the memory of keys is locked.
    mutating func examineProcess() {
        if SecureMemory.hardenProcess() {
            pass("core dumps", "off, and other processes of this user cannot read this one's memory")
        } else {
            warn(
                "core dumps", "the system does not let this process turn them off",
                advice: "Look for a security profile that forbids prctl or setrlimit.")
        }
        let probe = KeyMaterial(byteCount: 32) { (_: inout MutableSpan<UInt8>) in }
        let usage = SecureMemory.usage
        let limit = Checkup.lockLimit.map { "\($0 / 1024) KiB" } ?? "none"
        if probe.byteCount > 0, usage.lockedByteCount < usage.mappedByteCount {
            warn(
                "locked memory",
                "\(usage.lockedByteCount / 1024) of \(usage.mappedByteCount / 1024) KiB of key memory are locked; "
                    + "RLIMIT_MEMLOCK is \(limit)",
                advice: "Raise it, such as LimitMEMLOCK=64M in the service's unit, or keep swap off or encrypted.")
        } else {
            pass(
                "locked memory",
                "all \(usage.mappedByteCount / 1024) KiB of key memory in use; RLIMIT_MEMLOCK: \(limit)")
        }
    }

    /// The clock can be right: expiry, deletion and rotation are reckoned by it.
    mutating func examineClock() {
        let now = SystemWallClock().now
        if now < Checkup.releaseDate {
            fail(
                "clock", "it says \(Moment.text(now)), which is before this program was made",
                advice: "Set it, and run a time service: timedatectl set-ntp true")
        } else if now > Checkup.latestDate {
            warn(
                "clock", "it says \(Moment.text(now)), past the API's last date for the end of material",
                advice: "Check the clock: timedatectl")
        } else {
            pass("clock", Moment.text(now))
        }
    }

    /// Names in the environment that nothing reads.
    mutating func examineEnvironment(_ environment: [String: String]) {
        let known = Set(SettingKey.allCases.map(\.environmentName) + ["HUFU_CONFIG"])
        for name in environment.keys.sorted() where name.hasPrefix("HUFU_") && !known.contains(name) {
            warn(
                "environment", "nothing reads \(name)",
                advice: "Names that are read: \(known.sorted().joined(separator: ", "))")
        }
    }

    /// 2026-11-24.
    private static let releaseDate = UnixTime(seconds: 1_795_478_400)
    /// 2038-01-18 16:00:00 UTC.
    private static let latestDate = UnixTime(seconds: 2_147_443_200)

    /// RLIMIT_MEMLOCK in bytes; nil when there is none.
    private static var lockLimit: UInt64? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(__RLIMIT_MEMLOCK.rawValue), &limit) == 0,
            limit.rlim_cur != rlim_t.max
        else { return nil }
        return UInt64(limit.rlim_cur)
    }
}
