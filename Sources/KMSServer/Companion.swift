// SPDX-License-Identifier: Apache-2.0
internal import ServiceLifecycle
internal import UnixSignals

/// Something that runs as long as the server does.
public protocol Companion: Sendable {
    /// Runs until its task is cancelled.
    func run() async throws
}

/// A companion as the service group runs it: ended by a graceful shutdown.
struct CompanionService: Service {
    let companion: any Companion

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            do { try await companion.run() } catch is CancellationError {}
        }
    }
}

/// Carries something out at each SIGHUP.
struct HangupListener: Service {
    let action: @Sendable () async -> Void

    init(_ action: @escaping @Sendable () async -> Void) { self.action = action }

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { await action() }
    }
}
