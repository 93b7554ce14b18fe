// SPDX-License-Identifier: Apache-2.0

// The contract comes with the editions: an integrator imports one module.
@_exported public import CryptoEngine
@_exported public import struct FIPSEdition.FIPSOptions
@_exported public import struct SMEdition.SMOptions
@_exported public import enum SMEdition.SM4Provider
