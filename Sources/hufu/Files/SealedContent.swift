// SPDX-License-Identifier: Apache-2.0
import Console
import KeyManagement

/// What a sealed input is, by its first bytes.
enum SealedContent {
    /// A file: `HUFUFILE`.
    case file
    /// A message as a binary box: `HF`.
    case box
    /// A message as text: `hufu.`.
    case text

    /// The longest message as a box, in bytes; as text it is a third longer.
    private static let messageByteCountLimit = KeyService.plaintextByteCountLimit + 100
    private static let textByteCountLimit = messageByteCountLimit * 4 / 3 + 64

    /// Recognises what `input` holds; nothing of it counts as read.
    ///
    /// - Throws: ``CommandFailure``: `badData` for anything that hufu did not seal.
    init(of input: inout SourceFile) throws(CommandFailure) {
        let first = try input.peek(8)
        if first.elementsEqual("HUFUFILE".utf8) {
            self = .file
        } else if first.starts(with: "HF".utf8) {
            self = .box
        } else if first.starts(with: "hufu.".utf8) {
            self = .text
        } else {
            let what = first.isEmpty ? "is empty" : "was not sealed by hufu: it begins with none of its marks"
            throw CommandFailure(.badData, "\(input.name) \(what). Check which file was passed.")
        }
    }

    /// Reads a message's box.
    ///
    /// - Throws: ``CommandFailure``: `badData` when it is too long, `refused` for a file;
    ///   ``KeyServiceError/invalidCiphertext(_:)``.
    func readMessage(from input: inout SourceFile, service: KeyService) throws -> [UInt8] {
        switch self {
        case .box:
            return try input.readAll(limit: SealedContent.messageByteCountLimit, as: "a message")
        case .text:
            let bytes = try input.readAll(limit: SealedContent.textByteCountLimit, as: "a message as text")
            let end = bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") } ?? -1
            guard let text = String(validating: bytes[...end], as: UTF8.self) else {
                throw KeyServiceError.invalidCiphertext(.malformedText)
            }
            return try service.message(fromText: text)
        case .file:
            throw CommandFailure(
                .refused,
                "\(input.name) is a sealed file. Its header is bound to all of its content, so it cannot be put under "
                    + "another key alone. Run `hufu decrypt` on it, then `hufu encrypt --key NEW_KEY`.")
        }
    }
}
