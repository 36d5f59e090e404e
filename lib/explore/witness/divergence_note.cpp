#include "explore/witness/divergence_note.h"

#include <fmt/format.h>

#include "model/numbers.h"

namespace tenter::explore {
namespace {

std::string why_not(const Account& account, const Narration& narration, const Divergence& divergence) {
  const std::string wanted = account.thread(divergence.wanted);
  if (!divergence.pending) {
    if (divergence.enabled == 0) return fmt::format("the program is over where {} should go on", wanted);
    return fmt::format("it is the turn of {}, which has not started or is finished", wanted);
  }
  const std::string word(name_of(divergence.pending->op));
  return fmt::format("it is the turn of {}, which cannot go on with its {}", wanted,
                     account.words(narration, word, *divergence.pending));
}

}  // namespace

std::string divergence_note(const Account& account, const Narration& narration, const Divergence& divergence) {
  const std::string steps = counted(divergence.step, "step");
  if (divergence.wanted == kNoTask) {
    return fmt::format(
        "the schedule ends after {}, and the program goes on: it was cut short, or is of another version of the "
        "program",
        steps);
  }
  return fmt::format(
      "the schedule was followed for {} only: then {}; it is of another program, or another version of it", steps,
      why_not(account, narration, divergence));
}

}  // namespace tenter::explore
