// SPDX-License-Identifier: Apache-2.0
internal import CTestProbes
package import Testing

/// Counts what the calling thread takes from the heap: in Swift, in libcrypto, in libgcrypt, anywhere.
package enum AllocationCount {
    /// Whether it can be counted: not under a sanitizer, which has an allocator of its own.
    package static let isAvailable = hufu_probe_allocations_are_counted() == 1

    /// The blocks taken while `body` runs, also those given back at once.
    package static func during<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) -> Int {
        hufu_probe_start_counting()
        do throws(Failure) {
            try body()
        } catch {
            _ = hufu_probe_stop_counting()
            throw error
        }
        return hufu_probe_stop_counting()
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where allocations are counted; else it is reported as skipped, with the reason.
    package static var allocationCount: Self {
        .enabled(if: AllocationCount.isAvailable, "a sanitizer has replaced the allocator")
    }
}
