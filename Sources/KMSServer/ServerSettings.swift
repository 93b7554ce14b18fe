// SPDX-License-Identifier: Apache-2.0

/// How the server listens, and how much it takes.
public struct ServerSettings: Sendable {
    /// The address to bind, such as `127.0.0.1`.
    public var address: String
    /// The port to bind; 0 for a free one.
    public var port: Int
    /// Certificates; nil for plain HTTP, on loopback only.
    public var tls: TLSFiles?
    /// The longest body that is read, in bytes.
    public var bodyByteLimit = 64 * 1024
    /// How many connections are open at most; more wait in the backlog.
    public var connectionLimit = 1024
    /// How long a request's head, and then its body, may take from their first byte to their last.
    public var requestTimeout = Duration.seconds(10)
    /// How long a connection may rest between requests.
    public var idleTimeout = Duration.seconds(75)

    /// Files of one server certificate, all PEM.
    public struct TLSFiles: Sendable {
        /// The certificate, and those that it leads up to.
        public var certificate: String
        /// Its private key.
        public var key: String
        /// The authorities whose clients are let in; nil when clients show no certificate.
        public var clientAuthorities: String?

        /// Names the files.
        public init(certificate: String, key: String, clientAuthorities: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthorities = clientAuthorities
        }
    }

    /// A server at that address, with the usual limits.
    public init(address: String = "127.0.0.1", port: Int = 8443, tls: TLSFiles? = nil) {
        self.address = address
        self.port = port
        self.tls = tls
    }

    /// Whether only this machine reaches the address.
    public var isLoopback: Bool {
        let octets = address.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return address == "localhost" || address == "::1"
            || (octets.count == 4 && octets.first == 127 && octets.allSatisfy { $0 != nil })
    }

    /// Where a client on this machine reaches the server once it listens on `port`, such as `http://127.0.0.1:8443`.
    public func url(port: Int) -> String {
        let host = address.contains(":") ? "[\(address)]" : address
        return "\(tls == nil ? "http" : "https")://\(host):\(port)"
    }
}

/// Why the server did not start, or did not take something new.
public enum ServerError: Error, CustomStringConvertible {
    /// Plain HTTP was asked for on an address that others reach.
    case plainHTTPBeyondLoopback(address: String)
    /// A file of ``ServerSettings/TLSFiles`` cannot be read or used.
    case unusableCertificate(path: String, reason: String)
    /// The system does not give the server its address.
    case cannotListen(address: String, port: Int, reason: String)

    /// What is wrong. What to do.
    public var description: String {
        switch self {
        case .plainHTTPBeyondLoopback(let address):
            "Plain HTTP is served on loopback only, not on \(address). Set server.tls.certificate and server.tls.key, or "
                + "server.address to 127.0.0.1."
        case .unusableCertificate(let path, let reason):
            "The file \(path) cannot be used for TLS: \(reason). It has to be PEM, and certificate and key a pair."
        case .cannotListen(let address, let port, let reason):
            "The server cannot listen on \(address), port \(port): \(reason). Set server.port or server.address to one that "
                + "is this machine's and free, or end who uses it."
        }
    }
}
