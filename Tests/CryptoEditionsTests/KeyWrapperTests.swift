// SPDX-License-Identifier: Apache-2.0
import CryptoEditions
import TestSupport
import Testing

/// Keys under a wrapping key, in and out as locked memory.
@Suite struct KeyWrapperTests {
    private static let context: [UInt8] = [1, 2, 3]

    @Test(arguments: Edition.allCases)
    func `a wrapped key comes back, bound to its context`(name: Edition) throws {
        let edition = try name.loaded()
        let wrapper = try edition.makeKeyWrapper(key: edition.makeKey())
        let context = Self.context
        for byteCount in [0, 1, 16, 32, 1200] {
            let key = try edition.makeSecret(byteCount: byteCount)
            let wrapped = try wrapper.wrap(key, authenticating: context.span)
            #expect(wrapped.count == byteCount + SealedLayout.overheadByteCount)
            let unwrapped = try wrapper.unwrap(wrapped.span, authenticating: context.span)
            let isSame = unwrapped.isEqual(to: key)
            #expect(isSame, "\(byteCount) bytes")
        }
    }

    @Test(arguments: Edition.allCases)
    func `another context, another wrapping key, altered or missing bytes unwrap nothing`(name: Edition) throws {
        let edition = try name.loaded()
        let wrapper = try edition.makeKeyWrapper(key: edition.makeKey())
        let other = try edition.makeKeyWrapper(key: edition.makeKey())
        let context = Self.context
        let otherContext: [UInt8] = [1, 2]
        let wrapped = try wrapper.wrap(edition.makeKey(), authenticating: context.span)
        expectRefusal(of: wrapped, by: wrapper, otherContext)
        expectRefusal(of: wrapped, by: other, context)
        expectRefusal(of: Array(wrapped.dropLast()), by: wrapper, context)
        expectRefusal(of: [], by: wrapper, context)
        for bit in 0..<wrapped.count * 8 {
            var altered = wrapped
            altered[bit / 8] ^= 1 << (bit % 8)
            expectRefusal(of: altered, by: wrapper, context)
        }
    }

    private func expectRefusal(of wrapped: [UInt8], by wrapper: any KeyWrapper, _ context: [UInt8]) {
        #expect(throws: CryptoError.authenticationFailed) {
            _ = try wrapper.unwrap(wrapped.span, authenticating: context.span)
        }
    }
}
