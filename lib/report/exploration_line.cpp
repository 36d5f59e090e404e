#include "report/exploration_line.h"

#include <fmt/core.h>

#include <algorithm>

#include "model/numbers.h"

namespace tenter::report {
namespace {

// "sequentially consistent memory; weaker orders not explored"
std::string memory_of(const Evidence& evidence) {
  if (evidence.memory_model.empty()) return {};
  return fmt::format(", {} memory{}", evidence.memory_model,
                     memory_in_words(evidence).substr(evidence.memory_model.size()));
}

// The strategy of this name is what `exhaustive` says; every other one is told.
std::string strategy_of(const Exploration& exploration) {
  if (exploration.strategy.empty() || exploration.strategy == name_of(Coverage::exhaustive)) return {};
  return fmt::format("{}, strategy {}", exploration.reduced ? ", one of each equivalent" : "", exploration.strategy);
}

}  // namespace

std::string coverage_in_words(const Evidence& evidence) {
  const Exploration exploration = evidence.exploration.value_or(Exploration());
  std::string text =
      fmt::format("{}: {}{}", name_of(evidence.coverage), evidence.coverage == Coverage::bounded ? "all " : "",
                  counted(interleavings(evidence), "interleaving"));
  if (evidence.coverage == Coverage::bounded) {
    text += fmt::format(" with at most {}", counted(exploration.preemptions, "preemption"));
  }
  return text + strategy_of(exploration) + memory_of(evidence);
}

}  // namespace tenter::report
