// SPDX-License-Identifier: Apache-2.0
public import SMEdition

extension SMOptions {
    /// SM4 on the CSM4 kernel of that name, which integrators cannot choose.
    public static func onKernel(named name: String) -> SMOptions {
        var options = SMOptions(provider: .vendored)
        options.kernelName = name
        return options
    }
}
