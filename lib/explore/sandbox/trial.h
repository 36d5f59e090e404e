// An execution made again with other contents of the memory that nobody has written, and held against what it was.
//
// What runs on garbage may run wild, so each time is in a process of its own (sandbox/forked_executor.h), which may
// die of it.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "explore/event/pinned_schedule.h"
#include "explore/memory/fill.h"
#include "explore/sandbox/forked_executor.h"
#include "explore/search/prefix_check.h"

namespace tenter::explore {

// Thread safety: none.
class Trial {
 public:
  // Makes the execution once as it was. REQUIRES: forked.possible(); both outlive it.
  Trial(ForkedExecutor& forked, const PinnedSchedule& schedule);

  // Whether it came to the same as before: to a whole execution, with these reads of memory that nobody had written.
  bool is_as_before(const std::vector<UnwrittenRead>& reads) const;
  // These, in the same order, with the numbers that the blocks have here. REQUIRES: is_as_before().
  const std::vector<UnwrittenRead>& reads() const { return before_.execution->result.unwritten_reads; }

  // How many steps it makes as before when memory is filled so, if it becomes another execution then, by what it does
  // or what it comes to. Nothing when it stays the same, or when nobody can tell: then nobody
  // can of any other, either. REQUIRES: is_as_before().
  std::optional<std::size_t> diverges(const Fill& fill);

 private:
  // Far from each other: what keeps within the first does not exceed the second by chance.
  static constexpr ExecutionLimits kLimits{std::chrono::milliseconds(100), std::uint64_t{64} << 20U};  // as it was
  static constexpr ExecutionLimits kFilledLimits{std::chrono::milliseconds(400), std::uint64_t{256} << 20U};

  ForkedExecutor& forked_;
  const PinnedSchedule& schedule_;
  PrefixCheck prefix_check_;
  ForkedExecutor::Attempt before_;
  bool too_long_ = false;  // was one that was killed: there are to be no more of them
};

}  // namespace tenter::explore
