// Tells a stack overflow from any other bad access.
#pragma once

#include <cstdint>

#include "stress/engine.h"

namespace tenter::worker {

// Gives each thread of an engine a second stack for signal handlers when it first arrives at or leaves a batch
// boundary, and passes both on. Thread safety: any thread.
class StackWatch final : public stress::BatchBoundary {
 public:
  explicit StackWatch(stress::BatchBoundary& inner) : inner_(inner) {}

  void arrive() noexcept override;
  void depart() noexcept override;

  // Whether an access there ran off the end of this thread's stack. Async-signal-safe.
  static bool overflowed_at(std::uintptr_t address) noexcept;

 private:
  stress::BatchBoundary& inner_;
};

}  // namespace tenter::worker
