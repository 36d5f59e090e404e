// A property of the disciplines, checked on real threads: what a random program does to a shared value.
#pragma once

#include <rapidcheck.h>
#include <tenter/scenario.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "faq/queue.h"
#include "oracle/grading.h"
#include "stress/run_stress.h"

namespace tenter::property {

// How often the engine runs each random program, at least.
inline constexpr std::uint64_t kExecutions = 64;

// A discipline's value, with an owner for `jobs` jobs where it has one.
template <class Discipline, class T>
Discipline holding(T initial, std::size_t jobs) {
  if constexpr (requires(Discipline & shared) { shared.serve(); }) {
    return Discipline(std::move(initial), jobs);
  } else {
    return Discipline(std::move(initial));
  }
}

struct Found {
  std::uint64_t executions = 0;  // that came to their end
  std::uint64_t wrong = 0;       // of those
  std::string what;              // what was wrong in some of them

  bool nothing() const { return executions >= kExecutions && wrong == 0; }
  bool always() const { return executions >= kExecutions && wrong == executions; }
};

inline std::string in_words(const Found& found) {
  return std::to_string(found.wrong) + " of " + std::to_string(found.executions) +
         " executions are wrong: " + found.what;
}

// For what claims to be right.
inline void assert_nothing(const Found& found) {
  if (!found.nothing()) RC_FAIL(in_words(found));
}

// For what is broken on purpose, and so that no execution can hide it.
inline void assert_always(const Found& found) {
  if (!found.always()) RC_FAIL(in_words(found));
}

// Runs State's act(index) on `threads` threads at once, beside the owner's where State::shared has one, again and
// again. An execution is wrong in which State::wrong() says anything.
template <class State>
Found found_in(std::size_t threads, std::uint64_t seed) {
  auto scenario = tenter::scenario<State>("property");
  scenario.copies(threads, &State::act);
  faq::with_owner(scenario, &State::shared);
  const Program program = scenario.observes(&State::wrong).acceptable({std::string()}, "nothing is wrong").program();
  RunRequest request = stress::executions(kExecutions, seed);
  request.warm_up = {};
  const JudgedEvidence judged = oracle::grade(program.info, stress::run_stress(program, request).evidence);
  Found found;
  for (const GradedOutcome& row : judged.outcomes) {
    found.executions += row.count;
    if (row.grade != Grade::forbidden) continue;
    found.wrong += row.count;
    found.what = row.outcome;
  }
  return found;
}

}  // namespace tenter::property
