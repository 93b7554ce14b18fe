// SPDX-License-Identifier: Apache-2.0

/// One operation of a history: what was asked and answered, and when, by a count that all tasks share.
package struct HistoryEvent<Operation: Sendable, Answer: Sendable>: Sendable {
    package let operation: Operation
    package let answer: Answer
    /// The count just before the call.
    package let called: Int
    /// The count just after its return.
    package let returned: Int

    package init(_ operation: Operation, _ answer: Answer, called: Int, returned: Int) {
        self.operation = operation
        self.answer = answer
        self.called = called
        self.returned = returned
    }
}

/// What operations do when they come one after the other: a pure value.
package protocol SequentialModel: Hashable, Sendable {
    associatedtype Operation: Sendable
    associatedtype Answer: Sendable

    /// What follows an operation with that answer; nil when it cannot be answered so here.
    func after(_ operation: Operation, answering answer: Answer) -> Self?
}

/// Looks for an order of two tasks' operations that explains every answer (Herlihy and Wing 1990: linearizability).
///
/// Each operation counts as done at one moment between its call and its return. Two tasks keep the search narrow: a
/// place in it is how far each task is, and what the model is then; no place is looked at twice.
package struct Linearizability<Model: SequentialModel>: Sendable {
    package typealias Event = HistoryEvent<Model.Operation, Model.Answer>

    /// What came of the search.
    package enum Verdict: Equatable, Sendable {
        /// There is such an order.
        case explained
        /// There is none: nothing explains more than so many operations of each task.
        case unexplained(first: Int, second: Int)
    }

    private struct Place: Hashable {
        var first: Int
        var second: Int
        var model: Model
    }

    private let first: [Event]
    private let second: [Event]

    /// - Parameters:
    ///   - first: what one task did, in its order.
    ///   - second: what the other did.
    package init(_ first: [Event], _ second: [Event]) {
        self.first = first
        self.second = second
    }

    /// Searches depth first.
    package func verdict(from start: Model) -> Verdict {
        var seen: Set<Place> = []
        var open = [Place(first: 0, second: 0, model: start)]
        var furthest = (first: 0, second: 0)
        while let place = open.popLast() {
            guard seen.insert(place).inserted else { continue }
            if place.first == first.count, place.second == second.count { return .explained }
            if place.first + place.second > furthest.first + furthest.second {
                furthest = (place.first, place.second)
            }
            open += nextPlaces(after: place)
        }
        return .unexplained(first: furthest.first, second: furthest.second)
    }

    private func nextPlaces(after place: Place) -> [Place] {
        let mine = place.first < first.count ? first[place.first] : nil
        let other = place.second < second.count ? second[place.second] : nil
        var next: [Place] = []
        if let mine, other.map({ $0.returned > mine.called }) ?? true,
            let model = place.model.after(mine.operation, answering: mine.answer)
        {
            next.append(Place(first: place.first + 1, second: place.second, model: model))
        }
        if let other, mine.map({ $0.returned > other.called }) ?? true,
            let model = place.model.after(other.operation, answering: other.answer)
        {
            next.append(Place(first: place.first, second: place.second + 1, model: model))
        }
        return next
    }
}
