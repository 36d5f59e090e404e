#include "explore/schedule/minimal.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace tenter::explore {
namespace {

using Tasks = ScheduledTasks;
using Candidates = std::vector<Tasks>;

std::size_t turn_begin(const Tasks& tasks, std::size_t end) {
  std::size_t begin = end - 1;
  while (begin > 0 && tasks[begin - 1] == tasks[end - 1]) --begin;
  return begin;
}

std::size_t turn_end(const Tasks& tasks, std::size_t begin) {
  std::size_t end = begin;
  while (end < tasks.size() && tasks[end] == tasks[begin]) ++end;
  return end;
}

auto cost_of(const Taken& taken) {
  std::size_t switches = 0;
  for (std::size_t i = 1; i < taken.tasks.size(); ++i) switches += taken.tasks[i] != taken.tasks[i - 1] ? 1 : 0;
  return std::tuple(taken.preemptions.size(), taken.tasks.size(), switches);
}

// Stands for the tasks: two of the few that are tried have the same one with odds below 2^-30.
std::size_t hash_of(const Tasks& tasks) {
  return std::hash<std::string_view>{}({reinterpret_cast<const char*>(tasks.data()), tasks.size()});
}

// The same steps with [from, middle) and [middle, to) exchanged.
Tasks exchanged(Tasks tasks, std::size_t from, std::size_t middle, std::size_t to) {
  const auto at = [&](std::size_t step) { return tasks.begin() + static_cast<std::ptrdiff_t>(step); };
  std::rotate(at(from), at(middle), at(to));
  return tasks;
}

// The same steps; those of `task` in [from, to) come first there, or last.
Tasks gathered(Tasks tasks, std::size_t from, std::size_t to, std::uint8_t task, bool first) {
  std::stable_partition(tasks.begin() + static_cast<std::ptrdiff_t>(from),
                        tasks.begin() + static_cast<std::ptrdiff_t>(to),
                        [&](std::uint8_t other) { return (other == task) == first; });
  return tasks;
}

Tasks without(Tasks tasks, std::size_t from, std::size_t to) {
  tasks.erase(tasks.begin() + static_cast<std::ptrdiff_t>(from), tasks.begin() + static_cast<std::ptrdiff_t>(to));
  return tasks;
}

// Ways to do without the switch before step `at`.
Candidates without_switch(const Tasks& tasks, std::size_t at) {
  const std::uint8_t preempted = tasks[at - 1];
  const std::size_t resumed = static_cast<std::size_t>(
      std::find(tasks.begin() + static_cast<std::ptrdiff_t>(at), tasks.end(), preempted) - tasks.begin());
  Candidates result{without(tasks, at, tasks.size())};  // replay lets it go on
  result.push_back(gathered(tasks, at, tasks.size(), preempted, true));
  result.push_back(exchanged(tasks, at, resumed, turn_end(tasks, resumed)));
  result.push_back(gathered(tasks, 0, resumed, preempted, false));
  result.push_back(exchanged(tasks, turn_begin(tasks, at), at, resumed));
  return result;
}

class Minimiser {
 public:
  Minimiser(Taken taken, const StillShows& still_shows, std::uint64_t most_tries)
      : still_shows_(still_shows), most_tries_(most_tries), best_{std::move(taken), 1, false} {
    tried_.insert(hash_of(best_.taken.tasks));
  }

  Minimal minimal() {
    while (improve()) {
    }
    best_.finished = !out_of_tries_;
    return std::move(best_);
  }

 private:
  bool improve() { return with_a_switch_less() || with_a_turn_less(); }

  bool with_a_switch_less() {
    const Tasks tasks = best_.taken.tasks;
    for (std::size_t at = 1; at < tasks.size(); ++at) {
      if (tasks[at] != tasks[at - 1] && any_is_better(without_switch(tasks, at))) return true;
    }
    return false;
  }

  // Or a step less in it: where a task goes round a loop, there may be turns that nothing needs.
  bool with_a_turn_less() {
    const Tasks tasks = best_.taken.tasks;
    for (std::size_t begin = 0; begin < tasks.size(); begin = turn_end(tasks, begin)) {
      const std::size_t end = turn_end(tasks, begin);
      if (any_is_better({without(tasks, begin, end), without(tasks, end - 1, end)})) return true;
    }
    return false;
  }

  bool any_is_better(const Candidates& candidates) {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Tasks& tasks) { return is_better(tasks); });
  }

  bool is_better(const Tasks& tasks) {
    if (out_of_tries_ || !tried_.insert(hash_of(tasks)).second) return false;
    if (best_.tries == most_tries_) {
      out_of_tries_ = true;
      return false;
    }
    ++best_.tries;
    std::optional<Taken> taken = still_shows_(tasks);
    if (!taken || cost_of(*taken) >= cost_of(best_.taken)) return false;
    tried_.insert(hash_of(taken->tasks));
    best_.taken = std::move(*taken);
    return true;
  }

  const StillShows& still_shows_;
  std::uint64_t most_tries_;
  Minimal best_;
  std::unordered_set<std::size_t> tried_;  // hashes
  bool out_of_tries_ = false;
};

}  // namespace

std::optional<Minimal> minimise(const ScheduledTasks& tasks, const StillShows& still_shows,
                                std::uint64_t most_tries) {
  std::optional<Taken> taken = still_shows(tasks);
  if (!taken) return std::nullopt;
  return Minimiser(std::move(*taken), still_shows, most_tries).minimal();
}

}  // namespace tenter::explore
