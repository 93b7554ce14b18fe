// SPDX-License-Identifier: Apache-2.0
import Console
import CryptoEditions
import Foundation
import KeyManagement

/// Seals and opens files of any size under a CMK, in constant memory: a fresh data key for each file, then its chunks.
struct FileEnvelope {
    /// What a file came to.
    struct Receipt {
        /// The CMK that the file's data key is sealed under.
        let keyID: KeyID
        /// The version of that CMK's material.
        let keyVersion: UInt32
        /// Length in bytes of the file in the clear.
        let byteCount: UInt64
    }

    let service: KeyService
    let caller: Caller

    /// Seals all of `input` and finishes `output`.
    ///
    /// - Throws: ``KeyServiceError`` from making the data key; ``FileFormatError``; ``CommandFailure`` where a file is at
    ///   fault. Nothing of a new file remains then.
    func seal(
        _ input: inout SourceFile, into output: inout OutputFile, under selector: KeySelector,
        context: EncryptionContext
    ) async throws -> Receipt {
        let dataKey = try await service.generateDataKey(under: selector, context: context, for: caller)
        let tally = Tally(ProgressLine("Encrypting", totalByteCount: input.byteCount))
        do throws(FileFormatError) {
            try SealedFileFormat(edition: service.edition).seal(
                from: &input, to: &output, dataKey: dataKey.material, sealedDataKey: dataKey.sealed.bytes,
                observer: tally.observer)
        } catch {
            throw FileEnvelope.failure(error, from: input, to: output)
        }
        try output.finish()
        return Receipt(
            keyID: dataKey.sealed.keyID, keyVersion: dataKey.sealed.keyVersion, byteCount: tally.byteCount)
    }

    /// Opens all of `input` and finishes `output`.
    ///
    /// A new file appears only when all of it verified; a pipe receives each chunk after that chunk verified.
    ///
    /// - Throws: ``KeyServiceError`` from opening the data key; ``FileFormatError``; ``CommandFailure`` where a file is at
    ///   fault. Nothing of a new file remains then.
    func open(
        _ input: inout SourceFile, into output: inout OutputFile, context: EncryptionContext
    ) async throws -> Receipt {
        let format = SealedFileFormat(edition: service.edition)
        let header: SealedFileHeader
        do throws(FileFormatError) {
            header = try format.header(from: &input)
        } catch {
            throw FileEnvelope.failure(error, from: input, to: output)
        }
        let dataKey = try await service.openDataKey(header.sealedDataKey, context: context, for: caller)
        let tally = Tally(ProgressLine("Decrypting", totalByteCount: input.byteCount))
        do throws(FileFormatError) {
            try format.open(header, from: &input, to: &output, dataKey: dataKey.material, observer: tally.observer)
        } catch {
            throw FileEnvelope.failure(error, from: input, to: output)
        }
        try output.finish()
        return Receipt(keyID: header.keyID, keyVersion: header.keyVersion, byteCount: tally.byteCount)
    }

    /// Names the file at fault.
    private static func failure(
        _ error: FileFormatError, from input: borrowing SourceFile, to output: borrowing OutputFile
    ) -> any Error {
        let unknown = SystemFailure(code: EIO)
        return switch error {
        case .unreadable: CommandFailure.reading(input.name, input.failure ?? unknown)
        case .unwritable: CommandFailure.writing(output.name, output.failure ?? unknown)
        case .engine(let error): error
        default: error
        }
    }
}

/// Counts what is done and draws it.
private final class Tally {
    private(set) var byteCount: UInt64 = 0
    private let line: ProgressLine

    init(_ line: ProgressLine) { self.line = line }

    var observer: StreamObserver {
        StreamObserver(progress: { byteCount in
            self.byteCount = byteCount
            self.line.update(byteCount)
        })
    }
}
