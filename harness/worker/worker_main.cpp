#include "worker/worker_main.h"

#include <fmt/core.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include "protocol/messages.h"
#include "protocol/worker_memory.h"
#include "worker/channel.h"
#include "worker/last_moments.h"
#include "worker/plugin_library.h"
#include "worker/request.h"

namespace tenter::worker {
namespace {

using protocol::Phase;
using protocol::WorkerMemory;

constexpr int kMisused = 2;

struct Invocation {
  bool run = false;
  int messages = -1;
  int memory = -1;
  std::string plugin;
  std::string scenario;
  protocol::Preparation preparation;
};

std::optional<Invocation> invocation_in(int argc, char** argv) {
  const std::string_view verb = argc > 1 ? argv[1] : "";
  if (!(verb == "describe" && argc == 5) && !(verb == "run" && argc >= 6)) return std::nullopt;
  Invocation invocation{verb == "run", std::atoi(argv[2]), std::atoi(argv[3]), argv[4], {}, {}};
  if (!invocation.run) return invocation;
  invocation.scenario = argv[5];
  invocation.preparation = protocol::preparation_in({argv + 6, argv + argc});
  return invocation;
}

// Where memory runs short, the kernel should end the worker and nobody else; and no crash may fill the disk.
void be_expendable() {
  std::ofstream("/proc/self/oom_score_adj") << 1000;
  const rlimit none{0, 0};
  ::setrlimit(RLIMIT_CORE, &none);
  // What the C library would allocate in an execution would go with it.
  static char in[BUFSIZ], out[BUFSIZ];
  std::setvbuf(stdin, in, _IOFBF, sizeof in);
  std::setvbuf(stdout, out, _IOLBF, sizeof out);
}

// On real threads nobody can try whether a library orders two accesses.
void suspect_races(Evidence& evidence) {
  std::vector<AnomalyReport> rest;
  for (AnomalyReport& report : evidence.anomalies) {
    if (report.kind == Anomaly::data_race || report.kind == Anomaly::use_after_free) {
      evidence.suspected.push_back({std::move(report), suspicion_of(evidence.unseen_libraries)});
    } else {
      rest.push_back(std::move(report));
    }
  }
  evidence.anomalies = std::move(rest);
}

class Monitor final : public RunMonitor {
 public:
  Monitor(Channel& channel, const WorkerMemory& memory, Engine engine, const LoadedPlugin& plugin)
      : channel_(channel), memory_(memory), engine_(engine), plugin_(plugin) {}

  bool stop_requested() override { return memory_.stop_requested(); }

  void evidence_so_far(const Evidence& evidence) override {
    channel_.send(protocol::EvidenceSoFar{completed(evidence)});
  }

  // With what every worker knows of its evidence.
  Evidence completed(Evidence evidence) const {
    evidence.engine = engine_;
    for (const std::string& library : plugin_.uninstrumented) {
      evidence.unseen_libraries.push_back(std::filesystem::path(library).filename().string());
    }
    if (traits(engine_).real_threads && !evidence.unseen_libraries.empty()) suspect_races(evidence);
    return evidence;
  }

 private:
  Channel& channel_;
  const WorkerMemory& memory_;
  Engine engine_;
  const LoadedPlugin& plugin_;
};

protocol::Described described(const LoadedPlugin& plugin) {
  protocol::Described result;
  result.name = plugin.identity->name;
  result.compiler = plugin.identity->compiler;
  result.options = plugin.identity->options;
  result.instrumented = plugin.identity->instrumented != 0;
  for (const Program& program : plugin.contents->programs) result.scenarios.push_back(program.info);
  result.misuse = plugin.contents->misuse;
  return result;
}

const Program& program_named(const PluginContents& contents, const std::string& name) {
  for (const Program& program : contents.programs) {
    if (program.info.name == name) return program;
  }
  throw PluginError(fmt::format("has no scenario {}: it is older or newer than its twin; build both again", name));
}

Evidence run(const Invocation& invocation, const RunRequest& request, const LoadedPlugin& plugin,
             WorkerMemory& memory, Channel& channel, AnomalyLog& log, WorkerEngine& engine) {
  const Program& program = program_named(*plugin.contents, invocation.scenario);
  if (program.object == nullptr && !request.program.empty()) {
    throw std::invalid_argument(fmt::format("{} has no programs but its own: it is no object", invocation.scenario));
  }
  Monitor monitor(channel, memory, engine.engine(), plugin);
  memory.enter(Phase::running);
  return monitor.completed(
      engine.run({program, invocation.plugin, *plugin.identity, request, memory.progress, memory.schedule, monitor,
                  log, invocation.preparation.isolated, plugin.uninstrumented}));
}

protocol::Message answer(const Invocation& invocation, Request& request, WorkerMemory& memory, Channel& channel,
                         WorkerEngine& engine) {
  // Never destroyed: the process ends while threads of the scenario may still report to it.
  auto& log = *new AnomalyLog;
  try {
    memory.enter(Phase::loading);
    const LoadedPlugin plugin = engine.load(invocation.plugin, invocation.preparation.libraries, log);
    record_exit();
    if (!invocation.run) return described(plugin);
    memory.enter(Phase::ready);
    const RunRequest what = request.await(memory);
    return protocol::Finished{run(invocation, what, plugin, memory, channel, log, engine)};
  } catch (const NotPrepared& not_prepared) {
    return protocol::Unprepared{not_prepared.missing};
  } catch (const PluginError& error) {
    return protocol::Failed{fmt::format("{} {}", invocation.plugin, error.what())};
  } catch (const std::invalid_argument& error) {
    return protocol::Failed{fmt::format("{}: {}", invocation.plugin, error.what())};
  } catch (const std::system_error& error) {
    return protocol::Failed{fmt::format("this machine cannot run {}: {}", invocation.scenario, error.what())};
  }
}

}  // namespace

void worker_main(int argc, char** argv, WorkerEngine& engine) {
  const std::optional<Invocation> invocation = invocation_in(argc, argv);
  WorkerMemory* const memory = invocation ? shared_memory(invocation->memory) : nullptr;
  if (memory == nullptr) {
    fmt::print(stderr, "This is a part of tenter, which starts it when needed; see tenter --help.\n");
    std::exit(kMisused);
  }
  be_expendable();
  record_last_moments(*memory);
  for (const pid_t thread : engine.bystanders()) memory->bystanders.add(thread);
  Channel channel(invocation->messages, *memory);
  Request request(invocation->memory);
  const protocol::Message last = answer(*invocation, request, *memory, channel, engine);
  channel.send(last);
  memory->enter(Phase::finished);
  end_process(0);
}

}  // namespace tenter::worker
