// SPDX-License-Identifier: Apache-2.0
import CryptoEngine

extension VectorRefusal {
    /// Fetches, keys or sets up what `what` names, such as `HMAC-SHA-1`: what fails there are parameters that the provider
    /// does not take.
    ///
    /// - Throws: ``notOffered(_:)`` with the library's reasons.
    static func asNotOffered<Result: ~Copyable>(
        _ what: @autoclosure () -> String, _ body: () throws(CryptoError) -> Result
    ) throws(VectorRefusal) -> Result {
        do throws(CryptoError) {
            return try body()
        } catch {
            throw .notOffered("\(what()) (\(error.reasons))")
        }
    }

    /// Computes: what fails there says whether parameters are meant.
    ///
    /// - Throws: ``notOffered(_:)`` where the library's reasons are about parameters; else ``broken(_:)``.
    static func asNotOfferedOrBroken<Result: ~Copyable>(
        _ what: @autoclosure () -> String, _ body: () throws(CryptoError) -> Result
    ) throws(VectorRefusal) -> Result {
        do throws(CryptoError) {
            return try body()
        } catch {
            guard case .backend(let failure) = error, failure.codes.contains(where: isAboutParameters) else {
                throw .broken(error)
            }
            throw .notOffered("\(what()) (\(error.reasons))")
        }
    }

    /// Whether an entry of the error queue, `library: reason`, blames a parameter.
    private static func isAboutParameters(_ code: String) -> Bool {
        let reasons = [
            "digest not allowed", "invalid digest", "invalid key length", "invalid salt length",
            "invalid iteration count",
            "invalid output length", "key size too small", "not supported", "unsupported",
        ]
        return reasons.contains { code.hasSuffix(": \($0)") }
    }
}
