// SPDX-License-Identifier: Apache-2.0
public import CryptoEngine
public import KeyManagement
public import Logging
internal import Synchronization
public import TencentKMS

/// Who may sign, kept in memory, and read again from the store when anyone changed it: within a second, at SIGHUP at once.
///
/// When the store cannot be read any more, what was read stays for a minute, then nobody is let in.
public final class CredentialDirectory: SignerDirectory, Companion {
    /// How often the store is asked for its count of changes.
    static let period = Duration.milliseconds(500)
    /// How long what was read counts without the store's word that it still does.
    static let patience = Duration.seconds(60)

    private struct Snapshot {
        let revision: UInt64
        let signers: [String: Signer]
        var confirmedAt: ContinuousClock.Instant
    }

    private let principals: PrincipalService
    private let digest: any WireDigest
    private let logger: Logger
    private let snapshot: Mutex<Snapshot>

    /// Reads all credentials.
    ///
    /// - Throws: `KeyServiceError`.
    public init(_ principals: PrincipalService, edition: any CryptoEdition, logger: Logger) async throws {
        self.principals = principals
        self.logger = logger
        digest = edition.wireDigest
        snapshot = Mutex(try await Self.read(principals, digest: edition.wireDigest))
    }

    /// Whether the store was read, or asked for changes, a short time ago.
    public var isCurrent: Bool { snapshot.withLock { ContinuousClock.now - $0.confirmedAt < Self.patience } }

    /// The signer of that SecretId; nil for an unknown and for a disabled one.
    public func signer(_ secretID: String) -> Signer? { snapshot.withLock { $0.signers[secretID] } }

    /// Reads the credentials again; when that fails, what is known stays as ``patience`` says.
    ///
    /// - Returns: whether they were read; the log says why not.
    @discardableResult
    public func reload() async -> Bool {
        do {
            let read = try await Self.read(principals, digest: digest)
            // Of two readings at the same time the later one counts.
            snapshot.withLock { if read.confirmedAt >= $0.confirmedAt { $0 = read } }
            return true
        } catch {
            logger.error("credentials not read", metadata: ["reason": "\(error)"])
            return false
        }
    }

    /// Follows the store's changes until its task is cancelled.
    public func run() async throws {
        while true {
            try await Task.sleep(for: Self.period)
            await refresh()
        }
    }

    private func refresh() async {
        do {
            let revision = try await principals.revision()
            let isCurrent = snapshot.withLock { snapshot in
                guard snapshot.revision == revision else { return false }
                snapshot.confirmedAt = .now
                return true
            }
            if !isCurrent { await reload() }
        } catch {
            logger.error("credentials not confirmed", metadata: ["reason": "\(error)"])
        }
    }

    private static func read(_ principals: PrincipalService, digest: any WireDigest) async throws -> Snapshot {
        let start = ContinuousClock.now
        let directory = try await principals.directory()
        var signers: [String: Signer] = [:]
        for (secretID, principal) in directory.principals where !principal.secrets.isEmpty {
            signers[secretID.text] = Signer(principal, digest: digest)
        }
        return Snapshot(revision: directory.revision, signers: signers, confirmedAt: start)
    }
}
