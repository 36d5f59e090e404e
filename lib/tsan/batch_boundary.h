// Happens-before edges for ThreadSanitizer at batch boundaries, and nowhere else.
#pragma once

#include "stress/engine.h"

namespace tenter::tsan {

// Everything before any thread's arrive() happens before everything after any later depart().
// Thread safety: any thread.
class BatchBoundary final : public stress::BatchBoundary {
 public:
  void arrive() noexcept override;
  void depart() noexcept override;

 private:
  int order_ = 0;  // its address names the edge
};

}  // namespace tenter::tsan
