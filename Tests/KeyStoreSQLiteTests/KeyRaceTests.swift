// SPDX-License-Identifier: Apache-2.0
import CryptoEngine
import Foundation
import KeyManagement
import KeyStoreSQLite
import TestSupport
import Testing

/// Two tasks on one key, each with a service and a connection of its own, as two processes would have them: the history
/// is explained by some order of the operations.
@Suite struct KeyRaceTests {
    private typealias Checker = Linearizability<KeyLifeModel>

    /// 4,000 operations; 100,000 with HUFU_LONG=1.
    private static let operationCount = ProcessInfo.processInfo.environment["HUFU_LONG"] == "1" ? 100_000 : 4_000

    @Test(arguments: Edition.allCases)
    func `some order explains what two tasks saw of one key`(edition: Edition) async throws {
        try await TemporaryFolder.with { folder in
            let path = folder.path("hufu.db")
            let fixture = try await KeyServiceFixture(edition, cache: .standard) { identity in
                try SQLiteKeyStore.create(at: path, identity: identity)
            }
            let other = try fixture.secondService(on: SQLiteKeyStore.open(at: path, expecting: edition))
            let race = try await KeyRace(fixture)
            async let first = race.run(fixture.service, seed: 1, count: Self.operationCount / 2)
            async let second = race.run(other, seed: 2, count: Self.operationCount / 2)
            let histories = (try await first, try await second)
            #expect(Checker(histories.0, histories.1).verdict(from: race.start) == .explained)
            expectVariety(histories.0 + histories.1)
            expectOverlap(histories.0, histories.1)
        }
    }

    /// A history in which hardly anything happens would be explained, too.
    private func expectVariety(_ events: [Checker.Event]) {
        let answers = Set(events.map(\.answer))
        let expected: Set<String> = [
            "ok", "Enabled", "Disabled", "PendingDelete", "PendingImport", "CmkDisabled", "CmkStateNotSupport",
            "CmkShouldBeDisabled", "CmkNotPendingDelete",
        ]
        #expect(answers.isSuperset(of: expected), "\(expected.subtracting(answers))")
        #expect(answers.subtracting(expected).isSubset(of: ["TokenExpired"]))
        let uses = events.filter { $0.operation == .encrypt || $0.operation == .decrypt }
        let answered = uses.count { $0.answer == "ok" }
        #expect(answered * 20 > uses.count && answered * 20 < uses.count * 19)
    }

    /// At least one operation in ten ran beside one of the other task.
    private func expectOverlap(_ first: [Checker.Event], _ second: [Checker.Event]) {
        var place = 0
        var overlapping = 0
        for event in first {
            while place < second.count, second[place].returned < event.called { place += 1 }
            if place < second.count, second[place].called < event.returned { overlapping += 1 }
        }
        #expect(overlapping * 10 >= first.count)
    }

    /// The check can fail: without the store's word for each use, a cached key answers after the other task disabled it.
    @Test func `a store that records uses of keys as they once were is found out`() async throws {
        let store = InterposedKeyStore()
        let fixture = try await KeyServiceFixture(.smCrypto, cache: .standard) { _ in store }
        let other = try fixture.secondService()
        let race = try await KeyRace(fixture)
        store.recordCarelessly()
        async let first = race.run(fixture.service, seed: 1, count: 1_000)
        async let second = race.run(other, seed: 2, count: 1_000)
        let histories = (try await first, try await second)
        #expect(Checker(histories.0, histories.1).verdict(from: race.start) != .explained)
    }

    @Test func `a stale answer planted into a history is found, wherever it stands`() throws {
        var sound = (first: [Checker.Event](), second: [Checker.Event]())
        var model = KeyRace.enabledModel
        let start = model
        let operations: [KeyLifeModel.Operation] = [.encrypt, .enable, .disable]
        var generator = SeededGenerator(seed: 3)
        for moment in 0..<600 {
            let operation = operations[Int.random(in: operations.indices, using: &generator)]
            let answer = model.perform(operation)
            let event = Checker.Event(operation, answer, called: moment * 2, returned: moment * 2 + 1)
            if Bool.random(using: &generator) { sound.first.append(event) } else { sound.second.append(event) }
        }
        #expect(Checker(sound.first, sound.second).verdict(from: start) == .explained)
        for place in [0, 1, sound.first.count / 2, sound.first.count - 1] {
            let uses = sound.first.indices.filter { sound.first[$0].operation == .encrypt && $0 >= place }
            guard let planted = uses.first ?? sound.first.indices.last(where: { sound.first[$0].operation == .encrypt })
            else { continue }
            var stale = sound.first
            let event = stale[planted]
            stale[planted] = Checker.Event(
                event.operation, event.answer == "ok" ? "CmkDisabled" : "ok", called: event.called,
                returned: event.returned)
            let verdict = Checker(stale, sound.second).verdict(from: start)
            #expect(verdict != .explained, "place \(planted)")
            if case .unexplained(let first, _) = verdict { #expect(first == planted) }
        }
    }

    @Test func `the order of calls and returns counts`() {
        let start = KeyRace.enabledModel
        let disabled = Checker.Event(.disable, "ok", called: 2, returned: 3)
        let early = Checker.Event(.encrypt, "ok", called: 0, returned: 1)
        let beside = Checker.Event(.encrypt, "ok", called: 1, returned: 4)
        let late = Checker.Event(.encrypt, "ok", called: 4, returned: 5)
        #expect(Checker([early], [disabled]).verdict(from: start) == .explained)
        #expect(Checker([beside], [disabled]).verdict(from: start) == .explained)
        #expect(Checker([late], [disabled]).verdict(from: start) == .unexplained(first: 0, second: 1))
        let refused = Checker.Event(.encrypt, "CmkDisabled", called: 0, returned: 1)
        #expect(Checker([refused], [disabled]).verdict(from: start) == .unexplained(first: 0, second: 0))
    }
}

/// One key, and what tasks do to it.
private struct KeyRace: Sendable {
    typealias Event = HistoryEvent<KeyLifeModel.Operation, String>

    private let fixture: KeyServiceFixture
    private let key: KeySelector
    private let blob: [UInt8]
    private let moment = SharedCount()
    /// The model of the key as it is before the race.
    let start: KeyLifeModel

    /// A key that holds its material and is enabled.
    static var enabledModel: KeyLifeModel {
        var model = KeyLifeModel()
        _ = model.perform(.parameters(0))
        _ = model.perform(.importMaterial(0))
        return model
    }

    init(_ fixture: KeyServiceFixture) async throws {
        self.fixture = fixture
        key = .id(try await fixture.externalKey("raced").id)
        blob = try await fixture.service.encrypt([1, 2, 3], under: key, for: fixture.caller).bytes
        start = Self.enabledModel
    }

    /// Random operations, one after the other, each with its answer and its moments.
    func run(_ service: KeyService, seed: Int, count: Int) async throws -> [Event] {
        var generator = SeededGenerator(seed: UInt64(seed))
        var parameters: (number: Int, values: ImportParameters)?
        var events: [Event] = []
        for number in 0..<count {
            let operation = choose(&generator, number: number * 2 + seed, holding: parameters?.number)
            let wrapped = try operation == parameters.map { .importMaterial($0.number) } ? wrap(parameters) : nil
            let called = moment.next()
            let answer: String
            do {
                switch operation {
                case .parameters(let number):
                    let values = try await service.parametersForImport(
                        key, algorithm: fixture.quickAlgorithm, for: fixture.caller)
                    parameters = (number, values)
                    answer = "ok"
                case .importMaterial:
                    _ = try await service.importKeyMaterial(#require(wrapped), for: fixture.caller)
                    answer = "ok"
                default: answer = try await perform(operation, service)
                }
            } catch KeyServiceError.tokenExpired {
                answer = "TokenExpired"
            } catch KeyServiceError.refusedByState(let refusal, _, _) {
                answer = refusal.rawValue
            }
            events.append(Event(operation, answer, called: called, returned: moment.next()))
        }
        return events
    }

    private func wrap(_ parameters: (number: Int, values: ImportParameters)?) throws -> ImportRequest? {
        guard let values = parameters?.values else { return nil }
        let wrapped = try fixture.edition.wrapForImport(
            fixture.material(), publicKeyDER: values.publicKeyDER.span, algorithm: values.algorithm)
        return ImportRequest(key: key, token: values.token, wrappedMaterial: wrapped)
    }

    /// RSA pairs are slow to make: where the edition needs them, material comes and goes less often.
    private func choose(
        _ generator: inout SeededGenerator, number: Int, holding parameters: Int?
    ) -> KeyLifeModel.Operation {
        let isQuick = fixture.quickAlgorithm == .sm2PKE
        if Int.random(in: 0..<(isQuick ? 8 : 100), using: &generator) == 0 {
            if let parameters, Int.random(in: 0..<3, using: &generator) > 0 { return .importMaterial(parameters) }
            return Int.random(in: 0..<3, using: &generator) == 0 ? .deleteMaterial : .parameters(number)
        }
        let often: [KeyLifeModel.Operation] = [
            .encrypt, .encrypt, .encrypt, .decrypt, .decrypt, .describe, .enable, .enable, .disable, .schedule, .cancel,
            .cancel,
        ]
        return often[Int.random(in: often.indices, using: &generator)]
    }

    private func perform(_ operation: KeyLifeModel.Operation, _ service: KeyService) async throws -> String {
        let caller = fixture.caller
        switch operation {
        case .describe: return try await service.describeKey(key, for: caller).state.rawValue
        case .encrypt: _ = try await service.encrypt([7], under: key, for: caller)
        case .decrypt:
            let opened = try await service.decrypt(blob, for: caller)
            #expect(opened.plaintext == [1, 2, 3])
        case .enable: try await service.enableKey(key, for: caller)
        case .disable: try await service.disableKey(key, for: caller)
        case .schedule: try await service.scheduleKeyDeletion(key, days: 7, for: caller)
        case .cancel: try await service.cancelKeyDeletion(key, for: caller)
        case .deleteMaterial: try await service.deleteImportedKeyMaterial(key, for: caller)
        case .parameters, .importMaterial: Issue.record("an import is carried out by run")
        }
        return "ok"
    }
}
