// SPDX-License-Identifier: Apache-2.0

extension VectorRefusal {
    /// Makes calls that have no reason to fail.
    ///
    /// - Throws: ``broken(_:)``.
    package static func asBroken<Result: ~Copyable>(
        _ body: () throws(CryptoError) -> Result
    ) throws(VectorRefusal) -> Result {
        do throws(CryptoError) {
            return try body()
        } catch {
            throw .broken(error)
        }
    }

    /// Makes calls that fail only where the algorithm says no: all else was settled before.
    ///
    /// - Throws: ``refused``.
    package static func asRefused<Result: ~Copyable>(
        _ body: () throws(CryptoError) -> Result
    ) throws(VectorRefusal) -> Result {
        do throws(CryptoError) {
            return try body()
        } catch {
            throw .refused
        }
    }
}

extension KeyMaterial {
    /// The bytes of an answer: what a suite asks for is published.
    package consuming func answer() -> [UInt8] {
        withBytes { bytes in bytes.indices.map { bytes[$0] } }
    }
}
