// Looks at a process that stands still, time and again, until it is certain that it hangs.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "hang/process_look.h"

namespace tenter::hang {

// Thread safety: none.
class Watch {
 public:
  // Two looks make it certain, so a hang is told after twice as long. While there is doubt the looks, which cost some
  // time where there are many processes, get rarer: what hangs for certain only later is told when it has stood still
  // for four times as long, at most.
  static constexpr std::chrono::milliseconds kBetweenLooks{100};

  // Of one worker; nothing where it cannot be looked at.
  using Look = std::function<std::optional<ProcessLook>()>;

  // `pulse` changes with whatever the process does; `look` is called when it has not for a while. True when the
  // process hangs for certain.
  bool hangs(std::uint64_t pulse, std::chrono::nanoseconds since_last, const std::set<pid_t>& bystanders,
             const Look& look);

  // The threads that wait, by name; without those in `left_out`. REQUIRES: hangs() was true.
  std::vector<std::string> waiting(const std::set<pid_t>& left_out) const;

 private:
  void begin_again();

  std::uint64_t pulse_ = 0;
  bool looked_ = false;
  std::chrono::nanoseconds still_{};  // since the last look
  std::chrono::nanoseconds until_next_ = kBetweenLooks;
  std::optional<ProcessLook> last_;
};

}  // namespace tenter::hang
