// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackageDescription

// A package of its own, so that nobody who depends on hufu resolves or builds the benchmark tool. The environment needs
// HUFU_BENCHMARKS=1, as `make` sets it: it opens CSM4's kernels and the formats to this package alone.

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Whether pkg-config knows the library. SwiftPM remembers the answer until this file or the environment changes.
func isInstalled(_ library: String) -> Bool {
    let pkgConfig = Process()
    pkgConfig.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    pkgConfig.arguments = ["pkg-config", "--exists", library]
    guard (try? pkgConfig.run()) != nil else { return false }
    pkgConfig.waitUntilExit()
    return pkgConfig.terminationStatus == 0
}

/// Botan is measured where its development files are (Debian: libbotan-2-dev), and left out elsewhere.
let botan: [Target] =
    isInstalled("botan-2")
    ? [.systemLibrary(name: "CPeerBotan", pkgConfig: "botan-2", providers: [.apt(["libbotan-2-dev"])])] : []

let package = Package(
    name: "hufu-benchmarks",
    dependencies: [
        .package(name: "hufu", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: botan + [
        .systemLibrary(name: "CPeerOpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CPeerGcrypt", pkgConfig: "libgcrypt", providers: [.apt(["libgcrypt20-dev"])]),
        .target(name: "CMachine"),
        .target(
            name: "Workloads",
            dependencies: [
                "CPeerOpenSSL", "CPeerGcrypt",
                .product(name: "CSM4", package: "hufu"),
                .product(name: "BenchmarkDoor", package: "hufu"),
                .product(name: "CryptoEditions", package: "hufu"),
                .product(name: "Crypto", package: "swift-crypto"),
            ] + botan.map { .target(name: $0.name) },
            swiftSettings: strict + (botan.isEmpty ? [] : [.define("HUFU_BOTAN")])),
        .executableTarget(
            name: "EngineBenchmarks",
            dependencies: ["Workloads", .product(name: "Benchmark", package: "benchmark")],
            path: "EngineBenchmarks",
            swiftSettings: strict,
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "hufu-bench",
            dependencies: [
                "CMachine", "Workloads", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
