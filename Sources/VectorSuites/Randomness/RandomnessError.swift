// SPDX-License-Identifier: Apache-2.0
package import CryptoEngine

/// Why a randomness test was not made. A sequence that fails a test is no error.
package enum RandomnessError: Error, Equatable {
    /// The sequence has fewer bits than the test can be made on.
    case tooShort(test: RandomnessTest, needed: Int, actual: Int)
    /// The standard gives no parameters for samples of this many bits.
    case unsupportedLength(Int)
    /// The test has no table, or no meaning, for this parameter.
    case unsupportedParameter(test: RandomnessTest, parameter: Int)
    /// The file cannot be read. `reason` is the system's.
    case unreadableFile(path: String, reason: String)
    /// The file ends within a sample, or before the last one asked for. Lengths in bytes.
    case truncatedFile(path: String, expected: Int, actual: Int)
    /// The generator under test gave no bytes.
    case generatorFailed(CryptoError)
    /// The caller stopped the run.
    case cancelled
}

extension RandomnessError: CustomStringConvertible {
    /// What is wrong. What to do.
    package var description: String {
        switch self {
        case .tooShort(let test, let needed, let actual):
            "\(test.name) needs \(needed) bits; the sequence has \(actual). Pass a longer one."
        case .unsupportedLength(let bitCount):
            "GM/T 0005-2021 has no parameters for samples of \(bitCount) bits. "
                + "Use one of: \(RandomnessSetting.allCases.map { String($0.bitCount) }.joined(separator: ", "))."
        case .unsupportedParameter(let test, let parameter):
            "\(test.name) cannot be made with the parameter \(parameter). Use one of GM/T 0005-2021 Annex A."
        case .unreadableFile(let path, let reason):
            "\(path) cannot be read: \(reason). Check the path and its permissions."
        case .truncatedFile(let path, let expected, let actual):
            "\(path) has \(actual) bytes; \(expected) make up whole samples. Write the file again, in full."
        case .generatorFailed(let error):
            "The generator under test failed. \(error)"
        case .cancelled:
            "The run was stopped before its end, so there is no verdict. Start it again."
        }
    }
}
