#include <fmt/format.h>
#include <sched.h>

#include <fstream>
#include <iostream>
#include <string>

#include "cli/catalogue_view.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "model/numbers.h"
#include "report/environment.h"
#include "session/death.h"
#include "session/error.h"
#include "session/session.h"
#include "tsan/address_space.h"

namespace tenter::cli {
namespace {

using session::Catalogue;
using session::Error;
using session::Layout;

// One finding a line; remembers whether anything is in the way of a run.
class Findings {
 public:
  void fine(const std::string& subject, const std::string& text) { line("ok", subject, text); }
  void note(const std::string& subject, const std::string& text) { line("--", subject, text); }
  void bad(const std::string& subject, const std::string& text) {
    line("!!", subject, text);
    all_fine_ = false;
  }
  bool all_fine() const { return all_fine_; }

 private:
  static void line(const char* mark, const std::string& subject, const std::string& text) {
    std::cout << fmt::format("{}  {:<14} {}\n", mark, subject, text) << std::flush;
  }

  bool all_fine_ = true;
};

bool cpu_has(const std::string& flag) {
  std::ifstream file("/proc/cpuinfo");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("flags")) return (line + " ").find(" " + flag + " ") != std::string::npos;
  }
  return false;
}

void look_at_processor(Findings& findings) {
  const report::Environment environment = report::this_environment();
  findings.fine("machine",
                fmt::format("{}, {}", environment.cpu.empty() ? "unknown CPU" : environment.cpu, environment.kernel));
  if (environment.cores > 1) {
    findings.fine("cores", fmt::format("{} for this process", environment.cores));
  } else {
    findings.note("cores", "only 1 for this process: actors take turns, they hardly ever overlap");
  }
  if (cpu_has("constant_tsc") && cpu_has("nonstop_tsc")) {
    findings.fine("clock", "the time-stamp counter runs steadily");
  } else {
    findings.note("clock", "no steady time-stamp counter: times come from the kernel, more slowly");
  }
}

void look_at_affinity(Findings& findings) {
  cpu_set_t allowed;
  const bool works =
      ::sched_getaffinity(0, sizeof allowed, &allowed) == 0 && ::sched_setaffinity(0, sizeof allowed, &allowed) == 0;
  works ? findings.fine("affinity", "threads can be bound to cores")
        : findings.note("affinity", "threads cannot be bound to cores here; --affinity has no effect");
}

// In a child's stead: what this process sets holds only for what it starts.
void look_at_address_space(Findings& findings) {
  const auto bits = address_space::random_bits();
  const std::string kernel = bits ? fmt::format("vm.mmap_rnd_bits is {}", *bits) : "vm.mmap_rnd_bits is not told";
  if (const auto error = address_space::disable_randomisation(); !error) {
    findings.fine("address space", "randomisation can be switched off; " + kernel);
  } else if (bits && *bits <= address_space::kSafeRandomBits) {
    findings.fine("address space", fmt::format("randomisation cannot be switched off ({}), but {}, which is harmless",
                                               error.message(), kernel));
  } else {
    findings.note(
        "address space",
        fmt::format("randomisation cannot be switched off ({}) and {}: tsan workers may need several starts",
                    error.message(), kernel));
  }
}

std::optional<Catalogue> look_at_plugins(const Options& options, const Layout& layout, Findings& findings) {
  try {
    const auto catalogue = read_catalogue(options, layout);
    for (const session::Plugin& plugin : catalogue.plugins) {
      findings.fine("plugin", fmt::format("{}: {}, {}, {}", plugin.described.name,
                                          counted(plugin.described.scenarios.size(), "scenario"),
                                          plugin.described.compiler, plugin.described.options));
    }
    if (catalogue.plugins.empty()) {
      findings.note("plugin", fmt::format("none in {}; name one with --plugin", layout.plugins.string()));
    }
    return catalogue;
  } catch (const Error& error) {
    for (const std::string& sentence : error.sentences()) findings.bad("plugin", sentence);
    return std::nullopt;
  }
}

// The claim most likely to show something at once: that something breaks.
const session::ListedScenario* specimen(const Catalogue& catalogue) {
  for (const auto& scenario : catalogue.scenarios) {
    if (scenario.info.claim.kind == ClaimKind::breaks) return &scenario;
  }
  return catalogue.scenarios.empty() ? nullptr : &catalogue.scenarios.front();
}

// What tells whether the executions are worth something.
std::string quality_of(const Evidence& evidence) {
  if (evidence.engine == Engine::explore) {
    return fmt::format("every step of them decided, coverage {}", name_of(evidence.coverage));
  }
  return fmt::format("the actors overlapped in {} of those looked at",
                     percentage(evidence.contention.overlapped, evidence.contention.probes));
}

void try_engine(Engine engine, const Catalogue& catalogue, const Options& options, const Layout& layout,
                Findings& findings) {
  const session::ListedScenario* const scenario = specimen(catalogue);
  const std::string subject = std::string(name_of(engine)) + " engine";
  if (scenario == nullptr) return findings.note(subject, "not tried: there is no scenario to try it on");
  const session::PluginFiles& files = catalogue.plugins[scenario->plugin].files;
  session::EngineTask task{scenario->info.name, files, engine, {}};
  task.request.budget.time = std::chrono::milliseconds(300);
  try {
    if (engine != Engine::stress) (void)session::require_loadable({files}, engine, layout, limits_of(options), 1);
    const Evidence evidence = session::run_task(task, layout, limits_of(options), [](auto, auto) {});
    findings.fine(subject,
                  fmt::format("{}: {} in {:.1f}s, {}", scenario->info.name, counted(evidence.executions, "execution"),
                              evidence.seconds, quality_of(evidence)));
  } catch (const Error& error) {
    findings.bad(subject, error.what());
  }
}

}  // namespace

int doctor(const Options& options) {
  const Layout layout = this_layout();
  Findings findings;
  look_at_processor(findings);
  look_at_affinity(findings);
  look_at_address_space(findings);
  if (const auto catalogue = look_at_plugins(options, layout, findings)) {
    for (const Engine engine : kEngines) try_engine(engine, *catalogue, options, layout, findings);
  }
  return findings.all_fine() ? kFine : kError;
}

}  // namespace tenter::cli
