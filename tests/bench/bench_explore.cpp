// How fast the explore engine's runtime is on programs in plain C++, race detection on. Prints figures; nobody is
// held to them.
#include <dlfcn.h>
#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>

#include "explore/engine/search.h"
#include "explore/engine/silent_log.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/random_walk.h"

namespace {

using namespace tenter;
using namespace tenter::explore;
using Clock = std::chrono::steady_clock;

class NoHost final : public Host {
  void report(Anomaly, std::string_view, const char*, std::uint32_t) noexcept override {}
};

const PluginContents& loaded(Runtime& runtime) {
  static NoHost host;
  const Runtime::Loading loading(runtime);
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

void sample(Runtime& runtime, const Program& program, double for_seconds) {
  SilentLog log;
  Search search(runtime, program, log, [] { return std::make_unique<RandomWalk>(1); });
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

void prove(Runtime& runtime, const Program& program) {
  SilentLog log;
  const Clock::time_point begin = Clock::now();
  Search search(runtime, program, log, [] { return std::make_unique<Dpor>(); });
  while (search.next() != nullptr) {
  }
  fmt::print("{:<12} dpor    {} executions ({} given up), complete in {:.2f} ms\n", program.info.name,
             search.executions(), search.abandoned(), seconds_since(begin) * 1e3);
}

}  // namespace

// `bench_explore [SECONDS]`: for each program.
int main(int argc, char** argv) {
  const double for_seconds = argc > 1 ? std::stod(argv[1]) : 1.0;
  auto& runtime = *new Runtime(Runtime::Limits{});
  const PluginContents& contents = loaded(runtime);
  for (const char* name : {"load-store", "mutex-10", "treiber", "two-threads"}) {
    sample(runtime, program_named(contents, name), for_seconds);
  }
  prove(runtime, program_named(contents, "mutex-5"));
}
