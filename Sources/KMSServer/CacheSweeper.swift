// SPDX-License-Identifier: Apache-2.0
public import KeyManagement

/// Has the key service forget keys whose time in memory is over, every minute, also those that nobody uses any more.
public struct CacheSweeper: Companion {
    private let service: KeyService

    /// A sweeper of that service's cache.
    public init(_ service: KeyService) { self.service = service }

    /// Sweeps until its task is cancelled.
    public func run() async throws {
        while true {
            try await Task.sleep(for: .seconds(60))
            service.forgetExpiredKeys()
        }
    }
}
