// SPDX-License-Identifier: Apache-2.0
import Workloads

/// The goals, over the contests of this machine.
struct GoalList {
    private let catalog: Catalog
    private let aes = "AES-256-GCM"
    private let sm4 = "SM4-128-GCM"
    private let evp = "OpenSSL EVP"
    private let gcrypt = "libgcrypt"
    /// CSM4's fastest kernel here.
    private let kernel: String

    private static let bulk = [64 << 10, 1 << 20]
    private static let tiny = [32, 64]

    init(catalog: Catalog) {
        self.catalog = catalog
        kernel = catalog.kernels.first.map { "CSM4 \($0)" } ?? ""
    }

    var goals: [Goal] { kernels + encryptors + module }

    /// SM4 by C interfaces.
    private var kernels: [Goal] {
        [
            goal("SM4-GCM 64 KiB–1 MiB", .speed, 6, 7, seal(GoalList.bulk)),
            Goal(
                title: "SM4-GCM 64 KiB–1 MiB against AES-256-GCM", other: "OpenSSL's AES-256-GCM", measure: .speed,
                must: 1, stretch: nil,
                pairs: pairs(GoalList.bulk, (.seal, sm4, kernel), (.seal, aes, evp)), absence: "a contender is missing"),
            goal("SM4-GCM 4 KiB", .speed, 5.8, 6.8, seal([4 << 10])),
            goal("SM4-GCM 256 B–1 KiB", .speed, 4, 5, seal([256, 512, 1 << 10])),
            goal("SM4-GCM 32–64 B, C", .speed, 4.5, 5.7, seal(GoalList.tiny)),
            goal(
                "SM4 key + seal 32 B", .speed, 3.3, 4,
                pairs([32], (.keyAndSeal, sm4, kernel), (.keyAndSeal, sm4, gcrypt))),
            goal(
                "SM4-CTR 64 KiB–1 MiB", .speed, 6.7, 7.6,
                pairs(GoalList.bulk, (.ctr, "SM4-128-CTR", kernel), (.ctr, "SM4-128-CTR", gcrypt))),
        ]
    }

    /// What `Encryptor` adds.
    private var encryptors: [Goal] {
        [
            Goal(
                title: "SM4-GCM 32–64 B through Encryptor, [UInt8] result", other: "the C figure", measure: .cost,
                must: 2, stretch: 1.5,
                pairs: pairs(GoalList.tiny, (.seal, sm4, "Encryptor to [UInt8], \(kernel)"), (.seal, sm4, kernel)),
                absence: "a contender is missing"),
            Goal(
                title: "AES-256-GCM 4 KiB–1 MiB through Encryptor", other: "bare EVP", measure: .cost, must: 1.05,
                stretch: nil, pairs: encryptor([4 << 10] + GoalList.bulk), absence: "a contender is missing"),
            Goal(
                title: "AES-256-GCM 32 B through Encryptor", other: "bare EVP", measure: .excess, must: 80, stretch: 30,
                pairs: encryptor([32]), absence: "a contender is missing"),
        ]
    }

    /// The FIPS provider, through the same `Encryptor`.
    private var module: [Goal] {
        [(64 << 10, "64 KiB", 2.2), (4 << 10, "4 KiB", 1.8)].map { byteCount, size, must in
            Goal(
                title: "AES-256-GCM \(size) with the FIPS provider", other: "OpenSSL's default provider",
                measure: .speed, must: must, stretch: nil,
                pairs: pairs([byteCount], (.seal, aes, "Encryptor, validated-module"), (.seal, aes, "Encryptor")),
                absence: "there is no configuration of a FIPS provider; `make fips-provider` makes one where it can")
        }
    }

    private func goal(
        _ title: String, _ measure: Goal.Measure, _ must: Double, _ stretch: Double, _ pairs: [Goal.Pair]
    ) -> Goal {
        Goal(
            title: title, other: gcrypt, measure: measure, must: must, stretch: stretch, pairs: pairs,
            absence: "a contender is missing")
    }

    private func seal(_ sizes: [Int]) -> [Goal.Pair] { pairs(sizes, (.seal, sm4, kernel), (.seal, sm4, gcrypt)) }

    private func encryptor(_ sizes: [Int]) -> [Goal.Pair] { pairs(sizes, (.seal, aes, "Encryptor"), (.seal, aes, evp)) }

    private typealias Place = (suite: Contest.Suite, subject: String, contender: String)

    /// Both contenders at each size; empty when one of them is missing at any.
    private func pairs(_ sizes: [Int], _ ours: Place, _ theirs: Place) -> [Goal.Pair] {
        let pairs = sizes.compactMap { size -> Goal.Pair? in
            guard let ours = entrant(ours, size), let theirs = entrant(theirs, size) else { return nil }
            return Goal.Pair(size: MessageSize(size).name, ours: ours, theirs: theirs)
        }
        return pairs.count == sizes.count ? pairs : []
    }

    private func entrant(_ place: Place, _ byteCount: Int) -> Entrant? {
        guard let contest = catalog.contest(place.suite, place.subject, byteCount),
            let contender = contest.contenders.first(where: { $0.name == place.contender })
        else { return nil }
        return Entrant(contest: contest, contender: contender)
    }
}
