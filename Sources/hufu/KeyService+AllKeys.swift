// SPDX-License-Identifier: Apache-2.0
import KeyManagement

extension KeyService {
    /// Every key that matches, page by page.
    ///
    /// - Throws: as `listKeys(_:for:)`.
    func allKeys(
        _ query: KeyQuery = KeyQuery(), for caller: Caller
    ) async throws(KeyServiceError) -> [CustomerMasterKey] {
        var query = query
        var keys: [CustomerMasterKey] = []
        while true {
            let page = try await listKeys(query, for: caller)
            keys += page.keys
            query.offset += page.keys.count
            if page.keys.isEmpty || query.offset >= page.totalCount { return keys }
        }
    }
}
