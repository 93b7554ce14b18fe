// SPDX-License-Identifier: Apache-2.0

import CSM4

extension BlockKey {
    /// The two directions of a mode.
    enum Direction: CaseIterable {
        case encrypt, decrypt
    }

    /// CBC over whole blocks, apart; `iv` becomes the next one.
    func applyCBC(_ direction: Direction, _ input: [UInt8], iv: inout [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: input.count)
        switch direction {
        case .encrypt: unsafe csm4_cbc_encrypt(key, &iv, input, &output, input.count / 16)
        case .decrypt: unsafe csm4_cbc_decrypt(key, &iv, input, &output, input.count / 16)
        }
        return output
    }

    /// CBC over whole blocks in place, from an address `offset` bytes past a 64-byte boundary.
    func applyCBCInPlace(_ direction: Direction, _ input: [UInt8], iv: [UInt8], atOffset offset: Int) -> [UInt8] {
        var iv = iv
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: input.count + 128, alignment: 64)
        defer { unsafe room.deallocate() }
        unsafe room.initializeMemory(as: UInt8.self, repeating: 0xA5)
        let text = unsafe UnsafeMutableRawBufferPointer(rebasing: room[offset..<offset + input.count])
        unsafe text.copyBytes(from: input)
        switch direction {
        case .encrypt: unsafe csm4_cbc_encrypt(key, &iv, text.baseAddress, text.baseAddress, input.count / 16)
        case .decrypt: unsafe csm4_cbc_decrypt(key, &iv, text.baseAddress, text.baseAddress, input.count / 16)
        }
        let isIntact =
            unsafe room[..<offset].allSatisfy { $0 == 0xA5 }
            && room[(offset + input.count)...].allSatisfy { $0 == 0xA5 }
        return isIntact ? unsafe Array(text) : []
    }
}
