#include "session/catalogue.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "session/death.h"
#include "session/engine_run.h"
#include "session/error.h"
#include "session/interrupts.h"
#include "session/pattern.h"

namespace tenter::session {
namespace {

WorkerCommand description_command(const PluginFiles& plugin, Engine engine, const Layout& layout) {
  return {layout.worker(engine), "describe", {plugin.of(engine).string()}, traits(engine).fixed_addresses};
}

// A batch of workers, side by side.
std::vector<Ending> endings_of(const std::vector<WorkerCommand>& commands, const Limits& limits) {
  std::vector<std::unique_ptr<Supervision>> workers;
  std::vector<Supervision*> pointers;
  for (const WorkerCommand& command : commands) {
    workers.push_back(std::make_unique<Supervision>(std::make_unique<WorkerProcess>(command), limits));
    pointers.push_back(workers.back().get());
  }
  supervise(pointers, [] {});
  std::vector<Ending> endings;
  for (const auto& worker : workers) endings.push_back(worker->take());
  return endings;
}

// ThreadSanitizer may not find the address space it needs; another try may.
Ending ending_of(const WorkerCommand& command, const Limits& limits, Ending first) {
  Ending ending = std::move(first);
  for (int tries = 1; worth_another_start(ending, command) && tries < kStartAttempts; ++tries) {
    ending = endings_of({command}, limits).front();
  }
  return ending;
}

std::string problem_with(const PluginFiles& plugin, const Ending& ending, const WorkerCommand& command,
                         const Limits& limits) {
  if (worth_another_start(ending, command)) return cannot_start(ending, command);
  if (const auto* const failed = ending.answer ? std::get_if<protocol::Failed>(&*ending.answer) : nullptr) {
    return "plugin " + failed->why;
  }
  return fmt::format("plugin {} {}", (command.arguments.empty() ? plugin.plain.string() : command.arguments.front()),
                     load_failure(ending, limits));
}

class Describing {
 public:
  Describing(Engine engine, const Layout& layout, const Limits& limits)
      : engine_(engine), layout_(layout), limits_(limits) {}

  void describe(std::span<const PluginFiles> plugins) {
    std::vector<WorkerCommand> commands;
    for (const PluginFiles& plugin : plugins) commands.push_back(description_command(plugin, engine_, layout_));
    std::vector<Ending> endings = endings_of(commands, limits_);
    for (std::size_t i = 0; i < plugins.size(); ++i) {
      take(plugins[i], commands[i], ending_of(commands[i], limits_, std::move(endings[i])));
    }
  }

  std::vector<protocol::Described> results() {
    if (!problems_.empty()) throw Error(problems_);
    return std::move(results_);
  }

 private:
  void take(const PluginFiles& plugin, const WorkerCommand& command, const Ending& ending) {
    const auto* const described = ending.answer ? std::get_if<protocol::Described>(&*ending.answer) : nullptr;
    if (described == nullptr) {
      problems_.push_back(problem_with(plugin, ending, command, limits_));
      return;
    }
    problems_.insert(problems_.end(), described->misuse.begin(), described->misuse.end());
    results_.push_back(*described);
  }

  Engine engine_;
  const Layout& layout_;
  const Limits& limits_;
  std::vector<protocol::Described> results_;
  std::vector<std::string> problems_;
};

std::vector<std::string> duplicates(const Catalogue& catalogue) {
  std::map<std::string, std::size_t> owners;
  std::vector<std::string> problems;
  for (const ListedScenario& scenario : catalogue.scenarios) {
    const auto [owner, fresh] = owners.emplace(scenario.info.name, scenario.plugin);
    if (fresh) continue;
    problems.push_back(fmt::format("scenario {} is in both {} and {}: rename one of them", scenario.info.name,
                                   catalogue.plugins[owner->second].files.plain.string(),
                                   catalogue.plugins[scenario.plugin].files.plain.string()));
  }
  return problems;
}

bool matches_any(const std::vector<std::string>& patterns, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& p) { return matches(p, name); });
}

}  // namespace

std::vector<std::string> Catalogue::names() const {
  std::vector<std::string> result;
  for (const ListedScenario& scenario : scenarios) result.push_back(scenario.info.name);
  return result;
}

std::vector<protocol::Described> describe(const std::vector<PluginFiles>& plugins, Engine engine,
                                          const Layout& layout, const Limits& limits, std::size_t jobs) {
  Describing describing(engine, layout, limits);
  for (std::size_t begin = 0; begin < plugins.size(); begin += jobs) {
    describing.describe(std::span(plugins).subspan(begin, std::min(jobs, plugins.size() - begin)));
  }
  return describing.results();
}

Catalogue read_catalogue(const std::vector<PluginFiles>& plugins, const Layout& layout, const Limits& limits,
                         std::size_t jobs) {
  Catalogue catalogue;
  std::vector<protocol::Described> descriptions = describe(plugins, Engine::stress, layout, limits, jobs);
  for (std::size_t i = 0; i < plugins.size(); ++i) {
    for (const ScenarioInfo& info : descriptions[i].scenarios) catalogue.scenarios.push_back({info, i});
    catalogue.plugins.push_back({plugins[i], std::move(descriptions[i])});
  }
  if (const auto problems = duplicates(catalogue); !problems.empty()) throw Error(problems);
  return catalogue;
}

void require_twins(const std::vector<PluginFiles>& plugins, Engine engine) {
  std::vector<std::string> problems;
  for (const PluginFiles& plugin : plugins) {
    if (std::error_code ignored; std::filesystem::is_regular_file(plugin.of(engine), ignored)) continue;
    problems.push_back(fmt::format("plugin {}: the {} engine needs its instrumented twin, {}, which is missing",
                                   plugin.plain.string(), name_of(engine), plugin.of(engine).filename().string()));
  }
  if (!problems.empty()) throw Error(problems);
}

std::vector<protocol::Described> require_loadable(const std::vector<PluginFiles>& plugins, Engine engine,
                                                  const Layout& layout, const Limits& limits, std::size_t jobs) {
  require_twins(plugins, engine);
  return describe(plugins, engine, layout, limits, jobs);
}

std::vector<ListedScenario> selected(const Catalogue& catalogue, const std::vector<std::string>& patterns) {
  std::vector<ListedScenario> result;
  for (const ListedScenario& scenario : catalogue.scenarios) {
    if (patterns.empty() || matches_any(patterns, scenario.info.name)) result.push_back(scenario);
  }
  return result;
}

std::vector<std::string> unmatched(const Catalogue& catalogue, const std::vector<std::string>& patterns) {
  std::vector<std::string> result;
  for (const std::string& pattern : patterns) {
    const auto hit = [&](const ListedScenario& scenario) { return matches(pattern, scenario.info.name); };
    if (std::none_of(catalogue.scenarios.begin(), catalogue.scenarios.end(), hit)) result.push_back(pattern);
  }
  return result;
}

}  // namespace tenter::session
