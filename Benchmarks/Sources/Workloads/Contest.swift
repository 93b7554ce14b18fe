// SPDX-License-Identifier: Apache-2.0

/// One measured question: several contenders do the same work on the same message.
package struct Contest {
    /// What one measured call does.
    package enum Suite: String, CaseIterable, Sendable, Codable {
        case seal
        case open
        case keyAndSeal = "key-and-seal"
        case ctr
        case message
        case file
        case load
    }

    package let suite: Suite
    /// The cipher or format that all contenders compute.
    package let subject: String
    /// The length of the message; nil where there is none.
    package let size: MessageSize?
    /// How many threads work at once.
    package let threadCount: Int
    /// The name of the contender whose time is 1; the first one when this one does not take part.
    package let baseline: String
    /// Who takes part.
    package let contenders: [Contender]
    /// Puts into the message what contenders find there.
    private let arrange: (Message) -> Void
    /// Whether what a contender wrote is right. It does not trust the contender.
    let isRight: (_ output: [UInt8], _ message: Message) throws -> Bool

    init(
        _ suite: Suite, _ subject: String, _ size: MessageSize? = nil, threadCount: Int = 1, baseline: String,
        contenders: [Contender], arrange: @escaping (Message) -> Void = { _ in },
        isRight: @escaping (_ output: [UInt8], _ message: Message) throws -> Bool
    ) {
        self.suite = suite
        self.subject = subject
        self.size = size
        self.threadCount = threadCount
        self.baseline = contenders.contains { $0.name == baseline } ? baseline : contenders.first?.name ?? baseline
        self.contenders = contenders
        self.arrange = arrange
        self.isRight = isRight
    }

    /// `suite/subject/size`, with `/2 threads` behind it where that is so.
    package var name: String {
        let threads = threadCount > 1 ? "\(threadCount) threads" : nil
        return [suite.rawValue, subject, size?.name, threads].compactMap { $0 }.joined(separator: "/")
    }

    /// Sets one contender up and lets it work once.
    ///
    /// - Throws: ``WrongOutput`` when what it wrote is not right.
    package func start(_ contender: Contender, on message: Message) throws -> Run {
        message.clear()
        arrange(message)
        let run = try contender.prepare(message)
        try run.work(1)
        guard try isRight(try run.output(), message) else {
            throw WrongOutput(contest: name, contender: contender.name)
        }
        return run
    }

    /// The message that all contenders share.
    package func makeMessage() -> Message { Message(byteCount: size?.byteCount ?? 1) }
}

/// Somebody who takes part in a contest.
package struct Contender {
    /// Such as `CSM4 portable`, `Encryptor`, `libgcrypt`.
    package let name: String
    /// Sets it up for a message; nothing of this is measured.
    let prepare: (Message) throws -> Run

    init(_ name: String, prepare: @escaping (Message) throws -> Run) {
        self.name = name
        self.prepare = prepare
    }
}

/// A contender that is set up.
package struct Run {
    /// Does the work that many times: what is measured.
    package let work: (_ count: Int) throws -> Void
    /// What the last call wrote.
    let output: () throws -> [UInt8]
}

/// A contender computes something else than the others: no time of it would mean anything.
package struct WrongOutput: Error, CustomStringConvertible {
    let contest: String
    let contender: String

    package var description: String { "\(contest): the output of \(contender) is wrong." }
}
