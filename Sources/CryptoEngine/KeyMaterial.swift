// SPDX-License-Identifier: Apache-2.0
internal import CSecureMemory

/// Secret key bytes: one owner, wiped when that owner ends.
///
/// The bytes lie in pages that are left out of core dumps and locked as far as the process's limit allows. A value
/// cannot be copied, printed, interpolated, dumped or mirrored; other modules of the package read it through
/// ``withBytes(_:)`` and, for C calls, ``withUnsafeBytes(_:)`` only. Reading from several threads at once is safe: the bytes never change after `init`.
@safe public struct KeyMaterial: ~Copyable, @unchecked Sendable {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Length in bytes.
    public var byteCount: Int { unsafe bytes.count }

    /// Lets `fill` write the key in place, so that no second copy exists.
    ///
    /// - Parameters:
    ///   - byteCount: length of the key in bytes, not negative.
    ///   - fill: receives `byteCount` zero bytes.
    /// - Throws: what `fill` throws; the bytes are wiped then.
    public init<Failure: Error>(
        byteCount: Int, filledBy fill: (inout MutableSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let start = unsafe hufu_secure_allocate(byteCount).assumingMemoryBound(to: UInt8.self)
        let bytes = unsafe UnsafeMutableBufferPointer(start: start, count: byteCount)
        unsafe self.bytes = bytes
        var span = unsafe bytes.mutableSpan
        try fill(&span)
    }

    /// Lets `append` write the key front to back; what it leaves free stays zero.
    ///
    /// - Throws: what `append` throws; the bytes are wiped then.
    package init<Failure: Error>(
        byteCount: Int, appendedBy append: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        let start = unsafe hufu_secure_allocate(byteCount).assumingMemoryBound(to: UInt8.self)
        let bytes = unsafe UnsafeMutableBufferPointer(start: start, count: byteCount)
        unsafe self.bytes = bytes
        var output = unsafe OutputSpan(buffer: bytes, initializedCount: 0)
        try append(&output)
        _ = unsafe output.finalize(for: bytes)
    }

    /// Copies `count` bytes from `offset` on into a key of their own.
    package init(copying source: borrowing KeyMaterial, from offset: Int = 0, count: Int? = nil) {
        let count = count ?? source.byteCount - offset
        precondition(offset >= 0 && count >= 0 && offset + count <= source.byteCount, "range outside the key")
        let start = unsafe hufu_secure_allocate(count).assumingMemoryBound(to: UInt8.self)
        unsafe self.bytes = UnsafeMutableBufferPointer(start: start, count: count)
        for index in 0..<count { unsafe bytes[index] = source.bytes[offset + index] }
    }

    deinit { unsafe hufu_secure_free(bytes.baseAddress, bytes.count) }

    /// Reads the key. The span must not outlive `body`.
    package borrowing func withBytes<Result, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe bytes.span)
    }

    /// Reads the key for a C call. The pointer must not outlive `body`.
    package borrowing func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeBufferPointer(bytes))
    }

    /// Whether both hold the same bytes. Time depends on the lengths only.
    package borrowing func isEqual(to other: borrowing KeyMaterial) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return unsafe hufu_equal(bytes.baseAddress, other.bytes.baseAddress, byteCount) == 1
    }
}
