// SPDX-License-Identifier: Apache-2.0
internal import Glibc

/// Where the code of a shared library was loaded from.
package enum LoadedLibrary {
    /// The file mapped at the address of one of the library's functions, by the kernel's list of mappings (proc(5)).
    ///
    /// - Parameters:
    ///   - name: how the file's name begins, such as `libgcrypt`; empty for any file.
    ///   - function: the address.
    /// - Returns: nil when another file is there, because the library is linked into the program.
    package static func path(of name: String, containing function: UnsafeRawPointer) -> String? {
        let address = UInt(bitPattern: function)
        guard let maps = unsafe fopen("/proc/self/maps", "re") else { return nil }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer {
            unsafe free(line)
            unsafe fclose(maps)
        }
        while unsafe getline(&line, &capacity, maps) > 0, let text = unsafe line {
            guard let path = path(in: unsafe String(cString: text), containing: address) else { continue }
            return path.split(separator: "/").last?.hasPrefix(name) == true ? path : nil
        }
        return nil
    }

    /// The path in a line `start-end mode offset device inode   path` whose range holds the address.
    private static func path(in line: String, containing address: UInt) -> String? {
        let fields = line.split(maxSplits: 5, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
        let bounds = fields.first?.split(separator: "-").compactMap { UInt($0, radix: 16) } ?? []
        guard fields.count == 6, bounds.count == 2, bounds[0] <= address, address < bounds[1] else { return nil }
        return String(fields[5].drop(while: \.isWhitespace).prefix { !$0.isNewline })
    }
}
