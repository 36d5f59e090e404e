// The address space that ThreadSanitizer's runtime needs, seen from the process that starts a worker.
//
// The runtime keeps its shadow at fixed addresses. On kernels with a large vm.mmap_rnd_bits (32 rather than 28) the
// program or its libraries may be mapped there, and the process dies before main(): it prints
// kUnexpectedMapping and exits with kRuntimeFailure, or a signal (SIGSEGV) ends it before it can print anything.
// A process without address-space randomisation is not affected. Nothing in the worker itself runs early enough
// to help, so its parent sets the personality between fork and exec, and retries a bounded number of times where
// the system refuses (containers often do).
//
// A library of its own, linked without ThreadSanitizer.
#pragma once

#include <optional>
#include <string_view>
#include <system_error>

namespace tenter::address_space {

// How a worker that could not map its shadow ends.
inline constexpr int kRuntimeFailure = 66;
inline constexpr std::string_view kUnexpectedMapping = "ThreadSanitizer: unexpected memory mapping";

// How often it is worth starting a worker whose address space stays randomised.
inline constexpr int kStartAttempts = 20;

// Switches randomisation off for whatever this process or its children exec from now on; what is already mapped
// stays. Safe between fork and exec: one system call, no allocation. Returns what the system said when it refused.
std::error_code disable_randomisation() noexcept;

// Whether programs started by this process get a randomised address space.
bool randomised() noexcept;

// The kernel's vm.mmap_rnd_bits; nothing when it does not tell.
std::optional<int> random_bits();

// The most random bits with which the runtime always starts.
inline constexpr int kSafeRandomBits = 28;

}  // namespace tenter::address_space
