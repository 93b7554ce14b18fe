// SPDX-License-Identifier: Apache-2.0
import KeyManagement
import StrictJSON

/// Seals up to 128 plaintexts, each with a result of its own. An extension of ours.
struct BatchEncrypt: Action {
    static let name = "BatchEncrypt"
    static let ratePerSecond = 100.0
    let items: [BatchItem<Encrypt>]

    init(_ parameters: inout Parameters) throws {
        items = try parameters.batch()
    }

    func run(_ call: ActionCall) async throws -> Reply {
        try await call.results(of: items)
    }
}

/// One item of a batch, or why it could not be read.
typealias BatchItem<Item: Action> = Result<Item, any Error>

extension Parameters {
    /// The items of a batch, each with the parameters of the action that it stands for.
    ///
    /// An item that cannot be read is an error of its own, and none of the others.
    ///
    /// - Throws: `MissingParameter`; `InvalidParameter` for none or more than 128.
    mutating func batch<Item: Action>() throws -> [BatchItem<Item>] {
        guard let objects = try objects("Items") else { throw APIError.missing("Items") }
        guard (1...128).contains(objects.count) else {
            throw APIError.malformed("Items", "takes 1 to 128 items, not \(objects.count)", zh: "应包含 1 至 128 项")
        }
        return objects.map { object in
            BatchItem(catching: {
                var object = object
                let item = try Item(&object)
                try object.finish()
                return item
            })
        }
    }
}

extension ActionCall {
    /// Runs each item at the same time as the others: so their records are written together.
    ///
    /// The policy judges each item as the action that it stands for: who may not Decrypt may not BatchDecrypt.
    func results<Item: Action>(of items: [BatchItem<Item>]) async throws -> Reply {
        var call = self
        call.caller = Caller(
            principal: caller.principal, requestID: caller.requestID, action: Item.name, policy: caller.policy)
        let results = await withTaskGroup(of: (Int, Reply).self) { [call] group in
            for (place, item) in items.enumerated() { group.addTask { (place, await call.result(of: item)) } }
            var results = [Reply?](repeating: nil, count: items.count)
            for await (place, result) in group { results[place] = result }
            return results.compactMap(\.self)
        }
        return Reply(
            ["Results": .array(results.map { .object($0.members) })],
            isApproved: results.allSatisfy(\.isApproved), cause: results.lazy.compactMap(\.cause).first)
    }

    private func result<Item: Action>(of item: BatchItem<Item>) async -> Reply {
        do { return try await item.get().run(self) } catch { return Reply(reporting: error, in: language) }
    }
}
