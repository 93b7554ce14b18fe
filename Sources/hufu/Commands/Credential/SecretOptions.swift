// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// Where a new SecretKey goes.
struct SecretOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Writes the SecretKey to this new file, mode 0600, and not to standard output.", valueName: "file"))
    var secretFile: String?

    func validate() throws {
        if secretFile == "-" { throw ValidationError("Leave --secret-file out for standard output.") }
    }
}
