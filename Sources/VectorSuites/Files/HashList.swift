// SPDX-License-Identifier: Apache-2.0

/// A folder's list of hashes, `SHA256SUMS`, as `sha256sum` writes it: 64 hexadecimal digits, a blank, a blank or a star, the
/// name.
enum HashList {
    /// What the list is called.
    static let fileName = "SHA256SUMS"

    /// The hashes in lower-case hexadecimal by name, relative to the folder, without `./` before it.
    ///
    /// - Throws: ``VectorFileError`` with the line, also for a name that occurs twice.
    static func hashes(of file: VectorFile) throws(VectorFileError) -> [String: String] {
        var hashes: [String: String] = [:]
        try file.forEachLine { (line) throws(VectorFileError) in
            guard !line.text.isEmpty else { return }
            let parts = line.text.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, [UInt8](hexText: String(parts[0]))?.count == 32 else {
                throw file.failure(line: line.number, "not a SHA-256 and a name")
            }
            var name = parts[1].trimmingBlanks
            if name.hasPrefix("*") { name.removeFirst() }
            if name.hasPrefix("./") { name.removeFirst(2) }
            guard !name.isEmpty else { throw file.failure(line: line.number, "not a SHA-256 and a name") }
            guard hashes.updateValue(parts[0].lowercased(), forKey: String(name)) == nil else {
                throw file.failure(line: line.number, "'\(name)' occurs twice")
            }
        }
        return hashes
    }
}
