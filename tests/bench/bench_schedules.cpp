// How fast each strategy runs the same small program, two actors that make five visible steps each, and the ratio to
// the plain enumeration: best of repeated turns, which the strategies take one after another.
#include <fmt/format.h>
#include <tenter/scenario.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/strategies.h"
#include "explore/search/search.h"

// What the compiler calls for the atomics of instrumented code.
extern "C" std::uint8_t __tsan_atomic8_fetch_add(volatile std::uint8_t* at, std::uint8_t operand, int order);

namespace tenter::explore {
namespace {

constexpr int kTurns = 20;
constexpr std::uint64_t kExecutions = 5'000;  // a turn; a search that ends before begins again

struct Counter {
  std::uint8_t value = 0;
  void add_five() {
    for (int i = 0; i < 5; ++i) __tsan_atomic8_fetch_add(&value, 1, __ATOMIC_SEQ_CST);
  }
};

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

struct Contender {
  std::string name;
  Search::NewStrategy strategy;
  double best = 0;  // executions a second
};

Contender contender(const StrategyKind& kind, std::optional<std::uint32_t> preemptions) {
  const std::string suffix = preemptions ? fmt::format(", {} preemptions", *preemptions) : "";
  return {std::string(kind.name) + suffix, [=] { return new_strategy(kind, 1, preemptions); }};
}

double turn(InProcessExecutor& executor, const Program& program, const Search::NewStrategy& strategy) {
  NoLog log;
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t done = 0; done < kExecutions;) {
    Search search(executor, program, log, strategy);
    while (done < kExecutions && search.next() != nullptr) ++done;
  }
  return static_cast<double>(kExecutions) /
         std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void run() {
  InProcessExecutor executor({.steps = 1'000});
  const Program program = scenario<Counter>("bench/counter")
                              .copies(2, &Counter::add_five)
                              .observes(&Counter::value)
                              .acceptable({10}, "all kept")
                              .program();
  std::vector<Contender> contenders;
  for (const auto preemptions : {std::optional<std::uint32_t>(), std::optional(2U)}) {
    for (const std::string_view name : {"exhaustive", "random", "pct", "pos", "dpor"}) {
      const StrategyKind& kind = strategy_named(name);
      if (can_be_bounded(kind) || !preemptions) contenders.push_back(contender(kind, preemptions));
    }
  }
  for (int i = 0; i < kTurns; ++i) {
    for (Contender& one : contenders) one.best = std::max(one.best, turn(executor, program, one.strategy));
  }
  for (const Contender& one : contenders) {
    fmt::print("  {:<28}{:12.0f} executions a second{:8.2f}\n", one.name, one.best,
               one.best / contenders.front().best);
  }
}

}  // namespace
}  // namespace tenter::explore

int main() { tenter::explore::run(); }
