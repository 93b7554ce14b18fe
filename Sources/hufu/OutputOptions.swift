// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// In which form a command answers.
struct OutputOptions: ParsableArguments {
    @Flag(name: .long, help: "Prints JSON.")
    var json = false
}
