// SPDX-License-Identifier: Apache-2.0
internal import Foundation

/// Finds the files of a run below the paths that a tester names.
package enum SuiteFolder {
    /// The files, each folder's in the order of their names. Hidden files and texts for people are left out.
    ///
    /// - Throws: ``VectorFileError`` for a path that does not exist or gives no file, for a file that a list of hashes names
    ///   and that is not there, and for one beside such a list that it does not name.
    package static func files(at paths: [String]) throws(VectorFileError) -> [SuiteFile] {
        var files: [SuiteFile] = []
        var enclosing = EnclosingLists()
        for path in paths {
            var isFolder: ObjCBool = false
            guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw VectorFileError(
                    file: path, place: "the path", reason: "there is no such file or folder", isMissing: true)
            }
            guard isFolder.boolValue else {
                files.append(SuiteFile(name: path, path: path, listedHash: try enclosing.hash(of: path)))
                continue
            }
            let contents = try contents(of: path)
            guard !contents.isEmpty else {
                throw VectorFileError(file: path, place: "the folder", reason: "it holds no file of vectors")
            }
            files += contents
        }
        return files
    }

    /// Everything in the folder but folders, whose contents come by themselves. A link that leads nowhere, or to a folder,
    /// is a file that cannot be read: nothing is left out unseen.
    private static func contents(of path: String) throws(VectorFileError) -> [SuiteFile] {
        let folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let names = FileManager.default.enumerator(atPath: folder) else {
            throw VectorFileError(file: path, place: "the folder", reason: "it cannot be read")
        }
        let hashes = try listedHashes(in: folder)
        var enclosing = EnclosingLists()
        var files: [SuiteFile] = []
        for case let name as String in names where isVectorFile(name) {
            let path = "\(folder)/\(name)"
            let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
            if type == .typeDirectory {
                guard FileManager.default.isReadableFile(atPath: path) else {
                    throw VectorFileError(file: name, place: "the folder", reason: "it cannot be read")
                }
                continue
            }
            guard hashes.isEmpty || hashes[name] != nil else {
                throw VectorFileError(file: name, place: "the file", reason: "\(HashList.fileName) does not name it")
            }
            let hash = hashes.isEmpty ? try enclosing.hash(of: path) : hashes[name]
            files.append(SuiteFile(name: name, path: path, listedHash: hash))
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
        let texts: Set = ["readme", "license", "licence", "copying", "notice", "changelog"]
        return last != HashList.fileName.lowercased() && !last.hasSuffix(".md")
            && !texts.contains(String(last.prefix { $0 != "." }))
    }

    /// The folder's list of hashes by name; empty when there is none.
    fileprivate static func listedHashes(in folder: String) throws(VectorFileError) -> [String: String] {
        let list = SuiteFile(name: HashList.fileName, path: "\(folder)/\(HashList.fileName)")
        guard FileManager.default.fileExists(atPath: list.path) else { return [:] }
        return try HashList.hashes(of: try list.read())
    }
}

/// The lists of hashes in the folders around files, each read once.
private struct EnclosingLists {
    private var lists: [String: [String: String]] = [:]

    /// What the nearest list that names the file says of it; nil when there is none.
    ///
    /// - Throws: ``VectorFileError`` for a list that is none.
    mutating func hash(of path: String) throws(VectorFileError) -> String? {
        var parts = URL(fileURLWithPath: path).resolvingSymlinksInPath().pathComponents
        var name = ""
        while parts.count > 1 {
            name = parts.removeLast() + (name.isEmpty ? "" : "/\(name)")
            if let hash = try list(in: NSString.path(withComponents: parts))[name] { return hash }
        }
        return nil
    }

    private mutating func list(in folder: String) throws(VectorFileError) -> [String: String] {
        if let list = lists[folder] { return list }
        let list = try SuiteFolder.listedHashes(in: folder)
        lists[folder] = list
        return list
    }
}
