#include "hang/watch.h"

#include <utility>

#include "hang/doubt.h"

namespace tenter::hang {

bool Watch::hangs(std::uint64_t pulse, std::chrono::nanoseconds since_last, const std::set<pid_t>& bystanders,
                  const Look& look) {
  if (std::exchange(pulse_, pulse) != pulse) {
    begin_again();
    return false;
  }
  still_ += since_last;
  if (still_ < until_next_) return false;
  still_ = {};
  const bool first = !std::exchange(looked_, true);
  const std::optional<ProcessLook> before = std::exchange(last_, look());
  if (before && last_ && !doubt(*before, *last_, bystanders)) return true;
  if (!first) until_next_ *= 2;
  return false;
}

void Watch::begin_again() {
  still_ = {};
  until_next_ = kBetweenLooks;
  looked_ = false;
  last_.reset();
}

std::vector<std::string> Watch::waiting(const std::set<pid_t>& left_out) const {
  std::vector<std::string> names;
  for (const ThreadLook& thread : last_->threads) {
    if (!left_out.contains(thread.id)) names.push_back(thread.name);
  }
  return names;
}

}  // namespace tenter::hang
