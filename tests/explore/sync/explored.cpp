#include "explored.h"

#include <algorithm>

#include "explore/executor/in_process_executor.h"

// What the compiler calls for the atomics of instrumented code.
extern "C" {
std::uint8_t __tsan_atomic8_load(const volatile std::uint8_t* at, int order);
std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t operand, int order);
}

namespace tenter::explore::test {
namespace {

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

// Null for those that have an outcome.
const char* name_of(Ending ending) {
  switch (ending) {
    case Ending::deadlock:
      return "deadlock";
    case Ending::livelock:
      return "livelock";
    case Ending::cut:
      return "cut";
    case Ending::died:
      return "died";
    default:
      return nullptr;
  }
}

}  // namespace

Explored search(const Program& program, const NewStrategy& strategy, std::uint64_t most) {
  Explored explored;
  NoLog log;
  InProcessExecutor executor({.steps = 1'000});  // its own: a executor remembers what has to be visible
  Search search(executor, program, log, strategy);
  while (search.executions() < most) {
    const ExecutionResult* const execution = search.next();
    if (execution == nullptr) break;
    if (search.executions() == 1) explored = {};  // begun again
    if (const char* const name = name_of(execution->ending)) ++explored.outcomes[name];
    explored.races += execution->races.size();
  }
  for (const OutcomeCount& row : search.tally().rows()) explored.outcomes[row.outcome] += row.count;
  explored.executions = search.executions() - search.abandoned();
  explored.complete = search.complete();
  return explored;
}

void step() {
  static constexpr std::uint8_t kNothing = 0;
  __tsan_atomic8_load(&kNothing, __ATOMIC_RELAXED);
}

void Visitors::come_and_go() {
  most_ = std::max(most_, __tsan_atomic8_fetch_add(&now_, 1, __ATOMIC_RELAXED) + 1);
  __tsan_atomic8_fetch_add(&now_, 0xff, __ATOMIC_RELAXED);
}

}  // namespace tenter::explore::test
