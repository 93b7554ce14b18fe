// SPDX-License-Identifier: Apache-2.0

// An integrator imports one module: the contract and the editions' options come with it.
@_exported public import CryptoEngine

@_exported public import struct FIPSEdition.FIPSOptions
@_exported public import enum SMEdition.SM4Provider
@_exported public import struct SMEdition.SMOptions
