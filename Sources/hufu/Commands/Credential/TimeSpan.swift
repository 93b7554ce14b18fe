// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// A length of time as people write it: `90s`, `30m`, `1h`, `7d`.
struct TimeSpan: ExpressibleByArgument {
    /// In seconds.
    let seconds: Int64

    /// Reads a whole number with its unit; nil for anything else.
    init?(argument: String) {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let mark = argument.last, let unit = units[mark], let number = UInt32(argument.dropLast()) else {
            return nil
        }
        seconds = Int64(number) * unit
    }
}
