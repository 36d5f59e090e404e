// How fast the explore engine's runtime is on programs in plain C++, race detection on. Prints figures; nobody is
// held to them.
#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <cctype>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include "explore/engine/explorer.h"
#include "explore/executor/in_process_executor.h"
#include "explore/executor/silent_log.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/random_walk.h"
#include "explore/search/search.h"
#include "explore/witness/symbols.h"

namespace {

using namespace tenter;
using namespace tenter::explore;
using Clock = std::chrono::steady_clock;

class NoHost final : public Host {
  void report(Anomaly, std::string_view, const char*, std::uint32_t) noexcept override {}
};

const PluginContents& loaded(InProcessExecutor& executor) {
  static NoHost host;
  const InProcessExecutor::Loading loading(executor);
  void* const library = ::dlopen(EXPLORED, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(::dlerror());
  return *reinterpret_cast<const PluginContents* (*)(Host*)>(::dlsym(library, "tenter_plugin_load"))(&host);
}

const Program& program_named(const PluginContents& contents, const std::string& name) {
  for (const Program& program : contents.programs) {
    if (program.info.name == name) return program;
  }
  throw std::runtime_error("no program " + name);
}

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

long resident_kilobytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void sample(InProcessExecutor& executor, const Program& program, double for_seconds) {
  SilentLog log;
  Search search(executor, program, log, [] { return std::make_unique<RandomWalk>(1); });
  for (int i = 0; i < 1000; ++i) search.next();
  std::uint64_t executions = 0, steps = 0;
  const Clock::time_point begin = Clock::now();
  while (seconds_since(begin) < for_seconds) {
    for (int i = 0; i < 100; ++i, ++executions) steps += search.next()->steps.size();
  }
  const double seconds = seconds_since(begin);
  fmt::print("{:<12} random  {:>9.0f} executions/s  {:>5.1f} steps each  {:>6.0f} ns a step  {} kB\n",
             program.info.name, static_cast<double>(executions) / seconds,
             static_cast<double>(steps) / static_cast<double>(executions), seconds * 1e9 / static_cast<double>(steps),
             resident_kilobytes());
}

class NoMonitor final : public RunMonitor {
  bool stop_requested() override { return false; }
  void evidence_so_far(const Evidence&) override {}
};

// By the whole engine, which notes what it decides, looks at what comes of it, and runs some of it again.
Evidence explored_by_engine(InProcessExecutor& executor, const Program& program, const Budget& budget) {
  NoMonitor monitor;
  AnomalyLog log;
  const auto names = names_by_symbols(EXPLORED, *program.body);
  const auto progress = std::make_unique<SharedProgress>();
  const auto schedule = std::make_unique<SharedSchedule>();
  RunRequest request;
  request.exploration = SearchRequest{"random"};
  request.budget = budget;
  const std::string path = EXPLORED;
  return run({executor, program, path, "g++ 12", request, *progress, *schedule, monitor, log, *names});
}

void explore_by_engine(InProcessExecutor& executor, const Program& program, double for_seconds) {
  Budget budget;
  budget.time = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(for_seconds));
  const Clock::time_point begin = Clock::now();
  const Evidence evidence = explored_by_engine(executor, program, budget);
  fmt::print("{:<12} engine  {:>9.0f} executions/s\n", program.info.name,
             static_cast<double>(evidence.executions) / seconds_since(begin));
}

void prove(InProcessExecutor& executor, const Program& program) {
  SilentLog log;
  const Clock::time_point begin = Clock::now();
  Search search(executor, program, log, [] { return std::make_unique<Dpor>(); });
  while (search.next() != nullptr) {
  }
  fmt::print("{:<12} dpor    {} executions ({} given up), complete in {:.2f} ms\n", program.info.name,
             search.executions(), search.abandoned(), seconds_since(begin) * 1e3);
}

// Memory must not grow with the steps made.
void endure(InProcessExecutor& executor, const Program& program, std::uint64_t most) {
  SilentLog log;
  Search search(executor, program, log, [] { return std::make_unique<RandomWalk>(1); });
  std::uint64_t steps = 0;
  for (const std::uint64_t mark : {most / 100, most / 10, most}) {
    while (steps < mark) steps += search.next()->steps.size();
    fmt::print("{:<12} random  {:>11} steps  {} kB\n", program.info.name, steps, resident_kilobytes());
  }
}

// So many executions and nothing else: to count instructions (valgrind --tool=callgrind).
void count(InProcessExecutor& executor, const Program& program, std::uint64_t executions) {
  SilentLog log;
  Search search(executor, program, log, [] { return std::make_unique<RandomWalk>(1); });
  while (search.executions() < executions) search.next();
}

}  // namespace

// `bench_explore [SECONDS [STEPS]]`: for each program, as long; then many steps in one process.
// `bench_explore PROGRAM EXECUTIONS`: of one program, so many.
// `bench_explore PROGRAM EXECUTIONS engine`: the same by the whole engine.
int main(int argc, char** argv) {
  if (argc >= 3 && std::isalpha(static_cast<unsigned char>(argv[1][0])) != 0) {
    auto& executor = *new InProcessExecutor(InProcessExecutor::Limits{});
    const Program& program = program_named(loaded(executor), argv[1]);
    const std::uint64_t executions = std::stoull(argv[2]);
    if (argc > 3) {
      Budget budget;
      budget.executions = executions;
      explored_by_engine(executor, program, budget);
    } else {
      count(executor, program, executions);
    }
    return 0;
  }
  const double for_seconds = argc > 1 ? std::stod(argv[1]) : 1.0;
  const std::uint64_t steps = argc > 2 ? std::stoull(argv[2]) : 1'000'000;
  auto& executor = *new InProcessExecutor(InProcessExecutor::Limits{});
  const PluginContents& contents = loaded(executor);
  for (const char* name : {"load-store", "mutex-10", "treiber", "two-threads"}) {
    sample(executor, program_named(contents, name), for_seconds);
    explore_by_engine(executor, program_named(contents, name), for_seconds);
  }
  prove(executor, program_named(contents, "mutex-5"));
  endure(executor, program_named(contents, "mutex-10"), steps);
}
