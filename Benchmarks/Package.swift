// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of its own, so that nobody who depends on hufu resolves or builds the benchmark tool.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "hufu-benchmarks",
    dependencies: [
        .package(name: "hufu", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .systemLibrary(
            name: "CPeerOpenSSL", path: "Sources/CPeerOpenSSL", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]),
        .target(name: "Peers", dependencies: ["CPeerOpenSSL"], swiftSettings: strict),
        .executableTarget(
            name: "EngineBenchmarks",
            dependencies: [
                "Peers",
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "CryptoEditions", package: "hufu"),
            ],
            path: "EngineBenchmarks",
            swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "seal-ratio",
            dependencies: [
                "Peers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CryptoEditions", package: "hufu"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
