// What the hardware that a plugin is compiled for is known to do beyond what C++ asks of it. A scenario uses it to
// say where an outcome that C++ allows is expected to be seen: .shows({0, 0}, machine::kTotalStoreOrder).
#pragma once

namespace machine {

// A core's stores wait in a queue, unseen by other cores, while its later loads go ahead; nothing else is reordered,
// and a release store or an acquire load is an ordinary instruction.
#if defined(__x86_64__) || defined(__i386__)
inline constexpr bool kTotalStoreOrder = true;
#else
inline constexpr bool kTotalStoreOrder = false;
#endif

// Accesses to different places go in any order unless told otherwise. A release store followed by an acquire load is
// not reordered on AArch64, though it may be on POWER: only relaxed accesses are sure to show it.
#if defined(__aarch64__) || defined(__powerpc64__)
inline constexpr bool kWeaklyOrdered = true;
#else
inline constexpr bool kWeaklyOrdered = false;
#endif

}  // namespace machine
