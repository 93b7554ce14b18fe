// SPDX-License-Identifier: Apache-2.0

/// The language of error messages, as `X-TC-Language` (or the parameter `Language`) chooses it.
enum Language: Sendable {
    case english
    case chinese

    /// Chinese for `zh-CN`, in any case; English for everything else and for none.
    init(_ tag: String?) { self = tag?.lowercased() == "zh-cn" ? .chinese : .english }
}

/// A message in each language: what is wrong, and what to do.
struct Message: Sendable, Equatable {
    let english: String
    let chinese: String

    func text(in language: Language) -> String {
        switch language {
        case .english: english
        case .chinese: chinese
        }
    }
}
