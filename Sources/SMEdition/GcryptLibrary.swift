// SPDX-License-Identifier: Apache-2.0
internal import CGcrypt
import CryptoEngine

/// libgcrypt as it was found in this process: initialised once, whoever came first.
struct GcryptLibrary: Sendable {
    /// The oldest release that is known to work: the first with the DRBG and GCM as used here.
    static let oldestVersion = "1.8.0"

    /// The release that runs, such as `1.10.1`.
    let version: String
    /// The file the library was loaded from; nil when it is linked into the program.
    let path: String?
    /// Whether it has SM4 and allows it: from 1.9 on, and not in its own FIPS mode.
    let hasSM4: Bool
    /// Whether it has SM3 and allows it: from 1.9 on, and not in its own FIPS mode.
    let hasSM3: Bool
    /// Its random generator. Another one than the DRBG when someone else in the process initialised the library before.
    let generator: Generator

    /// libgcrypt's number of SM4.
    static let sm4 = CInt(HUFU_GCRY_CIPHER_SM4)
    /// libgcrypt's number of SM3.
    static let sm3 = CInt(HUFU_GCRY_MD_SM3)

    /// The generators of libgcrypt, by their numbers there.
    enum Generator: Int, Sendable {
        /// libgcrypt's own continuously seeded pool.
        case pool = 1
        /// The DRBG of NIST SP 800-90A: CTR_DRBG with AES-256, where the library was initialised here.
        case drbg = 2
        /// The operating system's.
        case system = 3

        var name: String {
            switch self {
            case .pool: "CSPRNG"
            case .drbg: "SP 800-90A DRBG"
            case .system: "getrandom"
            }
        }
    }

    /// Finds the library, and initialises it if nobody has.
    ///
    /// - Parameter simulatesAbsence: says that the library has neither SM4 nor SM3, as releases before 1.9.
    /// - Throws: ``CryptoError/moduleUnavailable(reason:)`` when it is too old or does not initialise.
    init(simulatesAbsence: Bool) throws(CryptoError) {
        if let reason = GcryptLibrary.initializationFailure { throw .moduleUnavailable(reason: reason) }
        guard let generator = Generator(rawValue: Int(hufu_gcry_random_type())) else {
            throw .moduleUnavailable(reason: "libgcrypt has no known random generator.")
        }
        version = unsafe gcry_check_version(nil).map { unsafe String(cString: $0) } ?? "unknown"
        path = GcryptLibrary.findPath()
        hasSM4 = !simulatesAbsence && hufu_gcry_has_cipher(GcryptLibrary.sm4) != 0
        hasSM3 = !simulatesAbsence && hufu_gcry_has_digest(GcryptLibrary.sm3) != 0
        self.generator = generator
    }

    /// Fills the whole span with random bytes for nonces.
    func fillNonces(_ bytes: inout MutableSpan<UInt8>) {
        unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe gcry_randomize(start, buffer.count, GCRY_STRONG_RANDOM)
        }
    }

    /// Fills all of the free space with random bytes fit for keys.
    ///
    /// libgcrypt's level for keys costs the DRBG nothing more; libgcrypt ends the process when it has no entropy.
    func fill(_ output: inout OutputSpan<UInt8>) {
        unsafe output.withUnsafeMutableBufferPointer { buffer, initializedCount in
            guard let start = buffer.baseAddress, initializedCount < buffer.count else { return }
            let free = buffer.count - initializedCount
            unsafe gcry_randomize(start + initializedCount, free, GCRY_VERY_STRONG_RANDOM)
            initializedCount = buffer.count
        }
    }

    /// What was wrong at the one initialisation of the process, or nil. Swift runs it once, however many threads ask.
    private static let initializationFailure: String? = {
        let isMine = hufu_gcry_is_initialized() == 0
        if isMine { hufu_gcry_prefer_drbg() }
        guard unsafe gcry_check_version(oldestVersion) != nil else {
            return "libgcrypt is older than \(oldestVersion)."
        }
        guard isMine else { return nil }
        var code = hufu_gcry_finish_initialization(CInt(secureByteCount))
        if code == 0 { code = hufu_gcry_choose_ctr_drbg() }
        return code == 0 ? nil : "libgcrypt does not initialise (\(BackendFailure.text(of: code)))."
    }()

    /// Locked memory for the generator's state, in bytes; libgcrypt rounds it to pages.
    private static let secureByteCount = 32_768

    private static func findPath() -> String? {
        typealias Check = @convention(c) (UnsafePointer<CChar>?) -> UnsafePointer<CChar>?
        let function: Check = unsafe gcry_check_version
        return unsafe LoadedLibrary.path(
            of: "libgcrypt", containing: unsafeBitCast(function, to: UnsafeRawPointer.self))
    }
}

extension BackendFailure {
    /// A libgcrypt call that answered `code`.
    static func gcrypt(_ call: String, _ code: UInt32) -> BackendFailure {
        BackendFailure(call: call, codes: [text(of: code)])
    }

    /// libgcrypt's own text of an error code.
    fileprivate static func text(of code: UInt32) -> String {
        unsafe gcry_strerror(code).map { unsafe String(cString: $0) } ?? "code \(code)"
    }
}
