// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Finds the files of a run below the paths that a tester names.
package enum SuiteFolder {
    /// The files, each folder's in the order of their names. Hidden files and texts for people are left out.
    ///
    /// - Throws: ``VectorFileError`` for a path that does not exist, and for a file that a list of hashes names and that is
    ///   not there.
    package static func files(at paths: [String]) throws(VectorFileError) -> [SuiteFile] {
        var files: [SuiteFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw VectorFileError(file: path, place: "the path", reason: "there is no such file or folder")
            }
            files += isFolder.boolValue ? try contents(of: path) : [SuiteFile(name: path, path: path)]
        }
        return files
    }

    private static func contents(of folder: String) throws(VectorFileError) -> [SuiteFile] {
        guard let names = FileManager.default.enumerator(atPath: folder) else {
            throw VectorFileError(file: folder, place: "the folder", reason: "it cannot be read")
        }
        let hashes = try listedHashes(in: folder)
        var files: [SuiteFile] = []
        for case let name as String in names where isVectorFile(name) {
            var isFolder: ObjCBool = false
            let path = "\(folder)/\(name)"
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
            else {
                continue
            }
            files.append(SuiteFile(name: name, path: path, listedHash: hashes[name]))
        }
        if let missing = Set(hashes.keys).subtracting(files.map(\.name)).filter(isVectorFile).min() {
            throw VectorFileError(
                file: missing, place: "the file", reason: "\(HashList.fileName) names it, and it is not there")
        }
        return files.sorted { $0.name < $1.name }
    }

    /// Whether a name is not that of a text for people.
    private static func isVectorFile(_ name: String) -> Bool {
        let parts = name.split(separator: "/")
        guard let last = parts.last?.lowercased(), !parts.contains(where: { $0.hasPrefix(".") }) else { return false }
        let texts = ["readme", "license", "licence", "copying", "notice", "changelog"]
        return last != HashList.fileName.lowercased() && !last.hasSuffix(".md")
            && !texts.contains(where: last.hasPrefix)
    }

    /// The folder's list of hashes by name; empty when there is none.
    private static func listedHashes(in folder: String) throws(VectorFileError) -> [String: String] {
        let list = SuiteFile(name: HashList.fileName, path: "\(folder)/\(HashList.fileName)")
        guard FileManager.default.fileExists(atPath: list.path) else { return [:] }
        return try HashList.hashes(of: try list.read())
    }
}
