// How fast the stress engine runs the smallest scenarios, and how much it sees in them, in the rotation that it
// chooses itself: tenter_bench_stress [SECONDS [RUNS [AFFINITY]]]. Nothing here passes or fails; machines are noisy.
#include <fmt/format.h>
#include <tenter/scenario.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "stress/engine.h"

namespace {

struct Increment {
  int x = 0;
  void increment() { x = x + 1; }
};

struct StoreBuffering {
  std::atomic<int> x{0}, y{0};
  int left_saw = -1, right_saw = -1;
  void left() {
    x.store(1, std::memory_order_relaxed);
    left_saw = y.load(std::memory_order_relaxed);
  }
  void right() {
    y.store(1, std::memory_order_relaxed);
    right_saw = x.load(std::memory_order_relaxed);
  }
};

tenter::Program increment() {
  return tenter::scenario<Increment>("bench/increment")
      .copies(2, &Increment::increment)
      .observes(&Increment::x)
      .acceptable({2}, "both kept")
      .forbidden({1}, "one lost", tenter::Anomaly::lost_update)
      .program();
}

tenter::Program store_buffering() {
  return tenter::scenario<StoreBuffering>("bench/store-buffering")
      .actors(&StoreBuffering::left, &StoreBuffering::right)
      .observes(&StoreBuffering::left_saw, &StoreBuffering::right_saw)
      .interesting({0, 0}, "both loads overtook both stores")
      .otherwise(tenter::Grade::acceptable, "an interleaving")
      .program();
}

class Nobody final : public tenter::RunMonitor {
 public:
  bool stop_requested() override { return false; }
  void evidence_so_far(const tenter::Evidence&) override {}
};

tenter::Evidence measure(const tenter::Program& program, const tenter::RunRequest& request) {
  const auto progress = std::make_unique<tenter::SharedProgress>();
  const auto log = std::make_unique<tenter::AnomalyLog>();
  Nobody nobody;
  tenter::stress::BatchBoundary boundary;
  return tenter::stress::run(program, request, *progress, nobody, *log, boundary);
}

std::uint64_t count_of(const tenter::Evidence& evidence, std::string_view outcome) {
  for (const tenter::OutcomeCount& row : evidence.outcomes) {
    if (row.outcome == outcome) return row.count;
  }
  return 0;
}

void print_run(const tenter::Evidence& evidence, std::string_view outcome, std::string_view meaning) {
  const auto executions = static_cast<double>(evidence.executions);
  const auto shown = static_cast<double>(count_of(evidence, outcome));
  fmt::print("  {:6.1f} M samples/s   {:6.2f} M {}/s   {:5.1f}% of samples   {:5.1f}% overlapped\n",
             executions / evidence.seconds / 1e6, shown / evidence.seconds / 1e6, meaning, 100 * shown / executions,
             100 * evidence.contention.share());
}

void print_modes(tenter::Evidence evidence) {
  std::sort(evidence.modes.begin(), evidence.modes.end(),
            [](const auto& a, const auto& b) { return a.seconds > b.seconds; });
  for (const tenter::ModeReport& mode : evidence.modes) {
    const auto executions = static_cast<double>(mode.executions);
    fmt::print("    {:45} {:6.3f} s  {:6.1f} M/s  rare {:5.1f}% {:6.2f} M/s  overlapped {:5.1f}%\n", mode.mode,
               mode.seconds, executions / mode.seconds / 1e6, 100 * static_cast<double>(mode.rare) / executions,
               static_cast<double>(mode.rare) / mode.seconds / 1e6, 100 * mode.contention.share());
  }
}

void bench(const tenter::Program& program, std::string_view outcome, std::string_view meaning,
           tenter::RunRequest request, int runs) {
  fmt::print("{}\n", program.info.name);
  tenter::Evidence last;
  for (int run = 0; run < runs; ++run) {
    request.seed = static_cast<std::uint64_t>(run);
    last = measure(program, request);
    print_run(last, outcome, meaning);
  }
  print_modes(last);
}

}  // namespace

int main(int argc, char** argv) {
  tenter::RunRequest request;
  const double seconds = argc > 1 ? std::atof(argv[1]) : 1.0;
  request.budget.time = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(seconds));
  const int runs = argc > 2 ? std::atoi(argv[2]) : 5;
  if (argc > 3) request.affinity = tenter::affinity_named(argv[3]);
  bench(increment(), "1", "lost updates", request, runs);
  bench(store_buffering(), "0, 0", "weak outcomes", request, runs);
}
