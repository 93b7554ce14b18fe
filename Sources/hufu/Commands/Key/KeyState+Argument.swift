// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
public import KeyManagement

extension KeyState: ExpressibleByArgument {
    /// Reads the state's name, whatever its case.
    public init?(argument: String) {
        guard let state = KeyState.allCases.first(where: { $0.rawValue.lowercased() == argument.lowercased() }) else {
            return nil
        }
        self = state
    }
}

extension KeyOrigin: ExpressibleByArgument {}

extension KeyUsage: ExpressibleByArgument {}
