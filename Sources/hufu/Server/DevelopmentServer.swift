// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import KMSServer

/// `hufu serve --dev`
struct DevelopmentServer {
    let edition: Edition
    let envFile: String?
    let source: ConfigurationOptions

    func run() async throws {}
}
