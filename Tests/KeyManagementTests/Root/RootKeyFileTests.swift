// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import Foundation
import Glibc
import TestSupport
import Testing

@testable import KeyManagement

/// §4: the root file, mode 0600, checked before it is read.
@Suite struct RootKeyFileTests {
    private func file(in folder: TemporaryFolder, _ name: String = "root.key") -> RootKeyFile {
        RootKeyFile(path: folder.path(name))
    }

    private func names(in folder: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
    }

    private func mode(_ path: String) throws -> mode_t {
        var status = stat()
        try #require(unsafe lstat(path, &status) == 0)
        return status.st_mode & 0o7777
    }

    private func expectRefusal(of file: RootKeyFile, _ error: RootKeyError, _ edition: Edition = .fips) {
        #expect(throws: error) { _ = try file.read(expecting: edition) }
    }

    @Test(arguments: Edition.allCases)
    func `written file has mode 0600 and reads back`(edition: Edition) async throws {
        try await TemporaryFolder.with { folder in
            let root = try RootKey.make(from: edition.loaded())
            try file(in: folder).create(root)
            #expect(try mode(file(in: folder).path) == 0o600)
            let read = try file(in: folder).read(expecting: edition)
            let isSame = read.id == root.id && read.key.isEqual(to: root.key)
            #expect(isSame)
            expectRefusal(of: file(in: folder), .otherEdition(found: edition, expected: edition.other), edition.other)
        }
    }

    @Test func `file that exists is never overwritten, nor what a link points to`() async throws {
        try await TemporaryFolder.with { folder in
            let root = try RootKey.make(from: Edition.fips.loaded())
            try file(in: folder).create(root)
            let before = try Data(contentsOf: URL(fileURLWithPath: file(in: folder).path))
            #expect(unsafe symlink("elsewhere", file(in: folder, "link").path) == 0)
            for file in [file(in: folder), file(in: folder, "link")] {
                #expect(throws: RootKeyError.alreadyExists(path: file.path)) { try file.create(root) }
            }
            #expect(try Data(contentsOf: URL(fileURLWithPath: file(in: folder).path)) == before)
            #expect(try Set(names(in: folder)) == ["root.key", "link"])
        }
    }

    @Test func `folder may be a link, and be named from the current folder`() async throws {
        try await TemporaryFolder.with { folder in
            #expect(unsafe mkdir(folder.path("folder"), 0o700) == 0)
            #expect(unsafe symlink("folder", folder.path("link")) == 0)
            let file = RootKeyFile(path: folder.path("link/root.key"))
            try file.create(RootKey.make(from: Edition.fips.loaded()))
            #expect(try file.read(expecting: .fips).version == 1)
            let relative = RootKeyFile(path: "hufu-\(UUID()).key")
            try relative.create(RootKey.make(from: Edition.fips.loaded()))
            #expect(try relative.read(expecting: .fips).version == 1)
            #expect(unsafe unlink(relative.path) == 0)
        }
    }

    @Test func `missing folder is a refusal that leaves nothing`() async throws {
        try await TemporaryFolder.with { folder in
            let root = try RootKey.make(from: Edition.fips.loaded())
            let file = self.file(in: folder, "absent/root.key")
            #expect(throws: RootKeyError.unwritable(path: file.path, reason: "No such file or directory")) {
                try file.create(root)
            }
            #expect(try names(in: folder).isEmpty)
        }
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644, 0o610, 0o601, 0o602] as [mode_t])
    func `file that group or others may touch is refused, with the command that helps`(mode: mode_t) async throws {
        try await TemporaryFolder.with { folder in
            let file = self.file(in: folder)
            try file.create(RootKey.make(from: Edition.fips.loaded()))
            #expect(unsafe chmod(file.path, mode) == 0)
            expectRefusal(of: file, .permissionsTooWide(path: file.path))
            #expect(RootKeyError.permissionsTooWide(path: file.path).description.contains("chmod 600 '\(file.path)'"))
            #expect(unsafe chmod(file.path, 0o400) == 0)
            #expect(try file.read(expecting: .fips).version == 1)
        }
    }

    /// systemd hands a credential to one user by an access control list: mode 0440, owner and group root.
    @Test func `file as systemd hands it over is read, under root's group only`() async throws {
        try await TemporaryFolder.with { folder in
            let file = self.file(in: folder)
            try file.create(RootKey.make(from: Edition.fips.loaded()))
            #expect(unsafe chmod(file.path, 0o440) == 0)
            guard geteuid() == 0 else { return expectRefusal(of: file, .permissionsTooWide(path: file.path)) }
            #expect(unsafe chown(file.path, 0, 0) == 0)
            #expect(try file.read(expecting: .fips).version == 1)
            #expect(unsafe chown(file.path, 0, 65_534) == 0)
            expectRefusal(of: file, .permissionsTooWide(path: file.path))
        }
    }

    @Test func `missing file, link, folder and pipe are refused`() async throws {
        try await TemporaryFolder.with { folder in
            try file(in: folder).create(RootKey.make(from: Edition.fips.loaded()))
            expectRefusal(of: file(in: folder, "absent"), .missing(path: file(in: folder, "absent").path))
            expectRefusal(of: file(in: folder, "root.key/x"), .missing(path: file(in: folder, "root.key/x").path))
            #expect(unsafe symlink("root.key", file(in: folder, "link").path) == 0)
            #expect(unsafe mkdir(file(in: folder, "folder").path, 0o700) == 0)
            #expect(unsafe mkfifo(file(in: folder, "pipe").path, 0o600) == 0)
            for name in ["link", "folder", "pipe"] {
                expectRefusal(of: file(in: folder, name), .notARegularFile(path: file(in: folder, name).path))
            }
        }
    }

    @Test(.enabled(if: geteuid() == 0, "needs root, to give a file away"))
    func `file of another user is refused`() async throws {
        try await TemporaryFolder.with { folder in
            try file(in: folder).create(RootKey.make(from: Edition.fips.loaded()))
            #expect(unsafe chown(file(in: folder).path, 65_534, 65_534) == 0)
            expectRefusal(of: file(in: folder), .foreignOwner(path: file(in: folder).path))
        }
    }

    @Test(arguments: [0, 257, 1_000_000])
    func `file that is no root key is refused, however long`(byteCount: Int) async throws {
        try await TemporaryFolder.with { folder in
            let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            let content = Data(repeating: 0x41, count: byteCount)
            let file = self.file(in: folder)
            #expect(FileManager.default.createFile(atPath: file.path, contents: content, attributes: attributes))
            expectRefusal(of: file, .malformed)
        }
    }
}
