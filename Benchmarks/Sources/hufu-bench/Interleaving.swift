// SPDX-License-Identifier: Apache-2.0
import Workloads

/// Lets contenders work by turns and times each turn.
///
/// A round gives each contender one batch; who begins moves on from round to round. A batch is as many calls as take some
/// 0.2 ms: long enough for the clock, short enough to fit between interruptions.
struct Interleaving {
    /// The most rounds.
    let roundLimit: Int
    /// About how long all rounds of one contest take.
    let secondsPerContest: Double

    /// Below this a median means little.
    private static let roundMinimum = 5
    private static let batchNanoseconds = 200_000.0
    /// Calls of a batch are a multiple of this where they are short: an engine draws 320 nonces at once, so that every
    /// batch pays for as many draws. It is even, for two threads.
    private static let countStep = 320

    /// Sets all up, checks what each computes, and measures.
    ///
    /// - Throws: ``WrongOutput``, before anything is timed.
    func measure(_ entrants: [Entrant]) throws -> Samples {
        var messages: [String: Message] = [:]
        var runs: [(run: Run, count: Int)] = []
        for entrant in entrants {
            let message = messages[entrant.contest.name] ?? entrant.contest.makeMessage()
            messages[entrant.contest.name] = message
            runs.append((try entrant.contest.start(entrant.contender, on: message), 1))
        }
        var roundNanoseconds = 0.0
        for index in runs.indices {
            let batch = try Interleaving.calibrate(runs[index].run)
            runs[index].count = batch.count
            roundNanoseconds += batch.nanoseconds
        }
        let fitting = Int(secondsPerContest * 1e9 / roundNanoseconds)
        let rounds = max(min(fitting, roundLimit), min(Interleaving.roundMinimum, roundLimit))
        let warmUpRounds = 1 + rounds / 20
        var samples = Samples(names: entrants.map(\.contender.name))
        for round in 0..<rounds + warmUpRounds {
            var times = [Double](repeating: 0, count: runs.count)
            for turn in runs.indices {
                let index = (turn + round) % runs.count
                times[index] = try Interleaving.time(runs[index].run, runs[index].count) / Double(runs[index].count)
            }
            if round >= warmUpRounds { samples.append(times) }
        }
        return samples
    }

    /// Measures a whole contest.
    func measure(_ contest: Contest) throws -> Samples {
        try measure(contest.contenders.map { Entrant(contest: contest, contender: $0) })
    }

    /// How many calls make a batch, and how long it takes.
    static func calibrate(_ run: Run) throws -> (count: Int, nanoseconds: Double) {
        var count = 1
        while true {
            let nanoseconds = max(try time(run, count), 1)
            guard nanoseconds < batchNanoseconds else { return (count, nanoseconds) }
            let wanted = Double(count) * batchNanoseconds / nanoseconds
            let next = max(count + 1, min(count * 8, Int(wanted * 1.1)))
            count = next < countStep / 2 ? next : (next + countStep - 1) / countStep * countStep
        }
    }

    /// Nanoseconds of a batch.
    static func time(_ run: Run, _ count: Int) throws -> Double {
        let start = ContinuousClock.now
        try run.work(count)
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
    }
}

/// Somebody who takes part, in the contest that says how.
struct Entrant {
    let contest: Contest
    let contender: Contender
}
