// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What the operating system answered in place of success.
package struct SystemFailure: Error, Equatable {
    /// The error number.
    package let code: CInt

    package init(code: CInt) { self.code = code }

    /// The number of the call that has just failed.
    package static var latest: SystemFailure { SystemFailure(code: errno) }

    /// The system's own words.
    package var reason: String { unsafe String(cString: strerror(code)) }
}

extension SystemFailure {
    /// The number inside what Foundation's file calls throw; EIO when there is none.
    package init(foundation error: any Error) {
        let error = error as NSError
        let inner = (error.userInfo[NSUnderlyingErrorKey] as? NSError) ?? error
        code = inner.domain == NSPOSIXErrorDomain ? CInt(inner.code) : SystemFailure.code(of: error)
    }

    private static func code(of error: NSError) -> CInt {
        switch CocoaError.Code(rawValue: error.code) {
        case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
        case .fileReadNoPermission, .fileWriteNoPermission: EACCES
        case .fileWriteFileExists: EEXIST
        case .fileWriteOutOfSpace: ENOSPC
        default: EIO
        }
    }
}
