// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL
internal import Glibc

extension LibraryContext {
    /// The library's own words at run time, such as `OpenSSL 3.0.19 27 Jan 2026`.
    package static var versionText: String {
        unsafe OpenSSL_version(OPENSSL_VERSION).map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// The file that libcrypto was loaded from; nil when it is linked into the program.
    ///
    /// It is the file in the kernel's list of mappings (`proc(5)`) around the address of one of the library's functions.
    package static var libraryPath: String? {
        let function: @convention(c) (CInt) -> UnsafePointer<CChar>? = unsafe OpenSSL_version
        let address = unsafe UInt(bitPattern: unsafeBitCast(function, to: UnsafeRawPointer.self))
        guard let mappings = unsafe fopen("/proc/self/maps", "re") else { return nil }
        defer { unsafe fclose(mappings) }
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 8192)
        defer { unsafe buffer.deallocate() }
        while let text = unsafe fgets(buffer.baseAddress, CInt(buffer.count), mappings) {
            let line = unsafe String(cString: text)
            guard let path = mappedFile(around: address, in: line) else { continue }
            return path.split(separator: "/").last?.hasPrefix("libcrypto") == true ? path : nil
        }
        return nil
    }

    /// The file of a line `start-end permissions offset device inode file` whose range holds the address.
    private static func mappedFile(around address: UInt, in line: String) -> String? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard let range = fields.first?.split(separator: "-"), range.count == 2, fields.count == 6,
            let start = UInt(range[0], radix: 16), let end = UInt(range[1], radix: 16), start <= address, address < end
        else { return nil }
        return String(fields[5].drop { $0 == " " }.prefix { $0 != "\n" })
    }
}
