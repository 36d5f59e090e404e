#include "report/brief_steps.h"

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "model/numbers.h"

namespace tenter::report {
namespace {

using Steps = std::span<const WitnessStep>;

// What may be left out when nobody comes between: accesses, and giving way in vain.
bool is_access(const WitnessStep& step) {
  constexpr std::string_view kAccesses[] = {"read", "write", "load", "store", "update", "yield"};
  return std::find(std::begin(kAccesses), std::end(kAccesses), step.op) != std::end(kAccesses);
}

bool reads(const WitnessStep& step) { return !step.writes || step.op == "update"; }

// In one line of code, by one thread.
Steps together_from(Steps rest) {
  const WitnessStep& first = rest.front();
  const auto apart = [&](const WitnessStep& step) {
    return step.thread != first.thread || step.where.line != first.where.line || step.where.file != first.where.file;
  };
  const auto end = std::find_if(rest.begin(), rest.end(), apart);
  return rest.first(static_cast<std::size_t>(end - rest.begin()));
}

// Objects that several threads access, and at least one of them writes.
std::unordered_set<std::string> shared_objects(const Witness& witness) {
  struct Use {
    std::set<std::uint32_t> threads;
    bool written = false;
  };
  std::unordered_map<std::string, Use> uses;
  for (const WitnessStep& step : witness.steps) {
    Use& use = uses[step.object];
    use.threads.insert(step.thread);
    use.written |= step.writes;
  }
  std::unordered_set<std::string> shared;
  for (const auto& [object, use] : uses) {
    if (use.threads.size() > 1 && use.written) shared.insert(object);
  }
  return shared;
}

// By index: what somebody else can tell of steps that nobody comes between.
std::vector<bool> worth_telling(Steps together, const std::unordered_set<std::string>& shared) {
  std::vector<bool> worth(together.size(), false);
  std::unordered_set<std::string> begun;
  std::unordered_map<std::string, std::size_t> last_write;
  for (std::size_t i = 0; i < together.size(); ++i) {
    const WitnessStep& step = together[i];
    if (!is_access(step)) {
      worth[i] = true;
    } else if (shared.contains(step.object)) {
      worth[i] = begun.insert(step.object).second && reads(step);
      if (step.writes) last_write[step.object] = i;
    }
  }
  for (const auto& [object, i] : last_write) worth[i] = true;
  return worth;
}

WitnessStep count_of(std::size_t left_out, bool all, const WitnessStep& like) {
  WitnessStep step;
  step.thread = like.thread;
  step.op = "...";
  step.object = counted(left_out, all ? "step" : "more step");
  step.where = like.where;
  return step;
}

void add_brief(Steps together, const std::unordered_set<std::string>& shared, std::vector<WitnessStep>& result) {
  const std::vector<bool> worth = worth_telling(together, shared);
  const auto left_out = static_cast<std::size_t>(std::count(worth.begin(), worth.end(), false));
  const auto accesses = static_cast<std::size_t>(std::count_if(together.begin(), together.end(), is_access));
  if (accesses <= kMostInALine || left_out < 2 || together.front().where.line == 0) {
    result.insert(result.end(), together.begin(), together.end());
    return;
  }
  for (std::size_t i = 0; i < together.size(); ++i) {
    if (worth[i]) result.push_back(together[i]);
  }
  result.push_back(count_of(left_out, left_out == together.size(), together.front()));
}

// Without what makes the state, and, where it is the outcome that matters, what observes and destroys it.
Steps between_actors(const Witness& witness) {
  const Steps steps = witness.steps;
  const auto by_actor = [&](const WitnessStep& step) {
    return step.thread >= witness.threads.size() || witness.threads[step.thread] != "main";
  };
  const auto first = std::find_if(steps.begin(), steps.end(), by_actor);
  if (first == steps.end()) return steps;
  const auto last = std::find_if(steps.rbegin(), steps.rend(), by_actor).base();
  return {first, witness.outcome.empty() ? steps.end() : last};
}

}  // namespace

std::vector<WitnessStep> brief_steps(const Witness& witness) {
  const std::unordered_set<std::string> shared = shared_objects(witness);
  std::vector<WitnessStep> result;
  for (Steps rest = between_actors(witness); !rest.empty();) {
    const Steps together = together_from(rest);
    add_brief(together, shared, result);
    rest = rest.subspan(together.size());
  }
  return result;
}

}  // namespace tenter::report
