#include "session/stillness.h"

#include <algorithm>
#include <utility>

namespace tenter::session {

bool Stillness::too_long(std::uint64_t pulse, nanoseconds since_last, const std::function<nanoseconds()>& waited) {
  if (std::exchange(pulse_, pulse) != pulse) {
    still_ = excused_ = nanoseconds{};
    waited_.reset();
    return false;
  }
  const nanoseconds now = waited();
  const nanoseconds delay = std::clamp(now - waited_.value_or(now), nanoseconds{}, since_last);
  const nanoseconds excuse = std::min(delay, kMostExcused * patience_ - excused_);
  waited_ = now;
  excused_ += excuse;
  still_ += since_last - excuse;
  return still_ >= patience_;
}

}  // namespace tenter::session
