// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Drops the store, the command and every third-party package: for sanitizers, fuzzers and who wants the engine alone.
let coreOnly = Context.environment["HUFU_CORE_ONLY"] == "1"

/// Opens to `Benchmarks/` what it measures behind the public interface: CSM4's kernels, and formats without a store.
let forBenchmarks = Context.environment["HUFU_BENCHMARKS"] == "1"

func source(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

/// What the server is built on.
let serverParts: [Target.Dependency] = [
    .product(name: "HummingbirdCore", package: "hummingbird"),
    .product(name: "HummingbirdTLS", package: "hummingbird"),
    .product(name: "HTTPTypes", package: "swift-http-types"),
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
    .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
    .product(name: "UnixSignals", package: "swift-service-lifecycle"),
    .product(name: "Logging", package: "swift-log"),
]

var targets: [Target] = [
    .target(name: "CSecureMemory"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
    .target(name: "CSM4", path: "Vendor/CSM4", exclude: ["README.md", "derive"], publicHeadersPath: "include"),
    source("CryptoEngine", ["CSecureMemory"]),
    source("Libcrypto", ["CryptoEngine", "COpenSSL"]),
    source("FIPSEdition", ["CryptoEngine", "Libcrypto"]),
    source("SMEdition", ["CryptoEngine", "CGcrypt", "CSM4", "Libcrypto"]),
    source("CryptoEditions", ["CryptoEngine", "FIPSEdition", "Libcrypto", "SMEdition"]),
    source("KeyManagement", ["CryptoEngine", "StrictJSON"]),
    source("StrictJSON"),
    source("VectorSuites", ["CryptoEngine", "StrictJSON"]),
    .target(
        name: "TestSupport",
        dependencies: [
            "CryptoEngine", "CryptoEditions", "KeyManagement", "VectorSuites", "CGcrypt", "CTestProbes",
        ],
        path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "CTestProbes", path: "Tests/CTestProbes"),
    tests("CSM4Tests", ["CSM4", "CryptoEngine", "VectorSuites", "TestSupport"]),
    tests("CryptoEngineTests", ["CryptoEngine", "CTestProbes"]),
    tests("LibcryptoTests", ["Libcrypto", "CryptoEngine", "TestSupport"]),
    tests("FIPSEditionTests", ["FIPSEdition", "CryptoEngine", "Libcrypto", "VectorSuites", "TestSupport"]),
    tests("SMEditionTests", ["SMEdition", "CryptoEngine", "VectorSuites", "TestSupport"]),
    tests("CryptoEditionsTests", ["CryptoEditions", "TestSupport"]),
    tests("VectorSuitesTests", ["VectorSuites", "CryptoEngine", "CryptoEditions", "TestSupport"]),
    tests("KeyManagementTests", ["KeyManagement", "CryptoEditions", "TestSupport"]),
    source("TencentKMS", ["CryptoEngine", "KeyManagement", "StrictJSON"]),
    tests("StrictJSONTests", ["StrictJSON"]),
    tests("TencentKMSTests", ["TencentKMS", "CryptoEngine", "KeyManagement", "StrictJSON", "TestSupport"]),
]

if !coreOnly {
    targets += [
        source("Console"),
        source("KeyStoreSQLite", ["CryptoEngine", "KeyManagement", grdb]),
        source("KMSServer", ["CryptoEngine", "KeyManagement", "TencentKMS"] + serverParts),
        tests("KeyStoreSQLiteTests", ["KeyStoreSQLite", "CryptoEngine", "KeyManagement", "TestSupport", grdb]),
        .executableTarget(
            name: "hufu",
            dependencies: [
                "Console", "CryptoEditions", "KeyManagement", "KeyStoreSQLite", "KMSServer", "TencentKMS",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "hufu-vectors",
            dependencies: [
                "Console", "CryptoEditions", "VectorSuites",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        tests(
            "KMSServerTests",
            [
                "KMSServer", "CryptoEngine", "KeyManagement", "TencentKMS", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        tests("hufuVectorsTests", ["hufu-vectors", "CryptoEngine", "VectorSuites", "TestSupport"]),
        tests(
            "hufuTests",
            [
                "hufu", "Console", "CryptoEditions", "KeyManagement", "KMSServer", "TencentKMS", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
    ]
}

if forBenchmarks {
    targets.append(
        .target(
            name: "BenchmarkDoor", dependencies: ["CryptoEngine", "SMEdition", "KeyManagement"],
            path: "Benchmarks/Door", swiftSettings: strict))
}

/// What integrators may link, each module a product of its own.
let libraries =
    ["CryptoEngine", "FIPSEdition", "SMEdition", "CryptoEditions", "KeyManagement", "VectorSuites"]
    + (coreOnly ? [] : ["KeyStoreSQLite"]) + (forBenchmarks ? ["CSM4", "BenchmarkDoor"] : [])

let package = Package(
    name: "hufu",
    products: libraries.map { .library(name: $0, targets: [$0]) }
        + (coreOnly ? [] : ["hufu", "hufu-vectors"].map { .executable(name: $0, targets: [$0]) }),
    dependencies: coreOnly
        ? []
        : [
            .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
            .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
            .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
            .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
            .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
            .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
            .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
            .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
            .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
            .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
            .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        ],
    targets: targets,
    swiftLanguageModes: [.v6]
)
