#include "oracle/why.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/numbers.h"
#include "oracle/verdict.h"

namespace tenter::oracle {
namespace {

std::string engine_of(const JudgedEvidence& evidence) { return std::string(name_of(evidence.evidence.engine)); }

// "41,203,712 executions under stress"
std::string executions_of(const JudgedEvidence& evidence) {
  return fmt::format("{} under {}", counted(evidence.evidence.executions, "execution"), engine_of(evidence));
}

// "6 interleavings under explore", of a search
std::string interleavings_of(const JudgedEvidence& evidence) {
  return fmt::format("{} under {}", counted(interleavings(evidence.evidence), "interleaving"), engine_of(evidence));
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

// What the claim says will be seen.
std::string awaited(const Claim& claim) {
  if (claim.kind == ClaimKind::shows) return "outcome {" + claim.outcome + "}";
  return std::string(name_of(*claim.anomaly));
}

std::string claim_in_words(const Claim& claim) {
  switch (claim.kind) {
    case ClaimKind::holds:
      return "the claim that nothing goes wrong";
    case ClaimKind::breaks:
      return fmt::format("the claim that only what it lists goes wrong ({})", awaited(claim));
    case ClaimKind::shows:
      return fmt::format("the claim that nothing goes wrong while {} is shown", awaited(claim));
  }
  return {};
}

// ", 1,234 times in 41,203,712 executions under stress". Reports that an engine makes once, whatever happens, say no
// number.
std::string frequency(const Sighting& sighting) {
  if (sighting.anomaly->count <= 1) return fmt::format(", seen in {}", executions_of(*sighting.evidence));
  return fmt::format(", seen {} in {}", counted(sighting.anomaly->count, "time"), executions_of(*sighting.evidence));
}

std::string described(const Sighting& sighting) {
  const AnomalyReport& anomaly = *sighting.anomaly;
  std::string text(name_of(anomaly.kind));
  if (!anomaly.detail.empty()) text += fmt::format(" ({})", anomaly.detail);
  return text + frequency(sighting);
}

std::string and_more(const std::vector<Sighting>& sightings) {
  return sightings.size() <= 1 ? "" : fmt::format("; and {}", counted(sightings.size() - 1, "more report"));
}

// "Anomaly::lost_update"
std::string in_code(Anomaly anomaly) {
  std::string name(name_of(anomaly));
  std::replace(name.begin(), name.end(), ' ', '_');
  return "Anomaly::" + name;
}

void add_new(std::vector<Anomaly>& anomalies, Anomaly anomaly) {
  if (std::find(anomalies.begin(), anomalies.end(), anomaly) == anomalies.end()) anomalies.push_back(anomaly);
}

// It breaks, by another word than its author's.
std::string what_to_claim(const Claim& claim, const std::vector<Sighting>& against, bool as_claimed) {
  std::vector<Anomaly> unlisted;
  for (const Sighting& sighting : against) add_new(unlisted, sighting.anomaly->kind);
  std::vector<Anomaly> right;
  if (as_claimed) right.push_back(*claim.anomaly);
  for (const Anomaly anomaly : unlisted) add_new(right, anomaly);
  for (const Anomaly anomaly : claim.also) add_new(right, anomaly);
  std::vector<std::string> names;
  std::vector<std::string> words;
  for (const Anomaly anomaly : unlisted) names.emplace_back(name_of(anomaly));
  for (const Anomaly anomaly : right) words.push_back(in_code(anomaly));
  return fmt::format("it breaks, by {}{}: write .breaks({})", joined(names, " and "), as_claimed ? " as well" : "",
                     joined(words, ", "));
}

std::string contention_of(const JudgedEvidence& evidence) {
  const Contention& contention = evidence.evidence.contention;
  if (contention.probes == 0) return "how often the actors overlapped was not measured";
  return fmt::format("the actors overlapped in {} of {}", percentage(contention.overlapped, contention.probes),
                     counted(contention.probes, "probe"));
}

std::string memory_model_of(const JudgedEvidence& evidence) {
  const std::string model = memory_in_words(evidence.evidence);
  const std::string& order = evidence.evidence.order_that_matters;
  if (model.empty()) return {};
  return fmt::format("; memory model: {}{}", model,
                     order.empty() ? "" : fmt::format(": it would take seq_cst, or a lock, for {}", order));
}

std::string bound_of(std::uint64_t executions) {
  return fmt::format("rarer than {:.2g} an execution (3/n, 95% confidence)", upper_bound_95(executions));
}

// What a search has seen: all there are, or, where it leaves out what would come to the same, one of each kind.
std::string share_of(const JudgedEvidence& evidence) {
  const auto& exploration = evidence.evidence.exploration;
  return exploration && exploration->reduced ? "one of each equivalent of all" : "which are all";
}

std::string preemptions_of(const JudgedEvidence& evidence) {
  return fmt::format("at most {}", counted(evidence.evidence.exploration->preemptions, "preemption"));
}

// What forbids a search to count as one, though it has finished; empty when it has not.
std::string limit_of_search(const JudgedEvidence& evidence) {
  const Evidence& search = evidence.evidence;
  if (search.interrupted) return {};
  if (search.coverage == Coverage::exhaustive && !search.uncontrolled.empty()) {
    return fmt::format("{} finished its search without control over all that ran ({})", engine_of(evidence),
                       search.uncontrolled.front());
  }
  if (search.coverage == Coverage::bounded && search.exploration) {
    return fmt::format("{} saw only the executions with {} of the {} that it takes", engine_of(evidence),
                       preemptions_of(evidence), kMinPreemptions);
  }
  return {};
}

// What stands between one engine's evidence and `sampled`.
std::string shortfall(const JudgedEvidence& evidence) {
  const std::uint64_t executions = drawn(evidence);
  if (completed(evidence) == 0) return fmt::format("{} completed no execution", engine_of(evidence));
  if (!evidence.evidence.races_modelled) {
    return fmt::format("{} does not model all of the scenario's synchronisation; add another engine",
                       engine_of(evidence));
  }
  if (const std::string limit = limit_of_search(evidence); !limit.empty()) return limit;
  if (executions == 0) {
    return fmt::format(
        "{} has not come to the end of its search, and {} in an order of its own are no sample; give "
        "it more --time",
        engine_of(evidence), counted(completed(evidence), "execution"));
  }
  if (executions < kMinSampled) {
    return fmt::format("{} completed only {} of the {} that it takes; give it more --time", engine_of(evidence),
                       counted(executions, evidence.evidence.exploration ? "random execution" : "execution"),
                       grouped(kMinSampled));
  }
  if (evidence.evidence.contention.probes == 0) {
    return fmt::format("{} completed {}, but {}", engine_of(evidence), counted(executions, "execution"),
                       contention_of(evidence));
  }
  return fmt::format("{} completed {}, but in {} the actors never ran at the same time; give it more cores or --time",
                     engine_of(evidence), counted(executions, "execution"),
                     counted(evidence.evidence.contention.probes, "probe"));
}

// Without instrumentation nobody sees an access.
bool could_see_races(const std::vector<JudgedEvidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [](const JudgedEvidence& e) {
    return traits(e.evidence.engine).instrumented && e.evidence.executions > 0;
  });
}

std::string if_interrupted(const std::vector<JudgedEvidence>& evidence) {
  const bool interrupted =
      std::any_of(evidence.begin(), evidence.end(), [](const JudgedEvidence& e) { return e.evidence.interrupted; });
  return interrupted ? "; the run was interrupted" : "";
}

std::uint64_t total_completed(const std::vector<JudgedEvidence>& evidence) {
  std::uint64_t total = 0;
  for (const JudgedEvidence& engine : evidence) total += completed(engine);
  return total;
}

// How rare the unseen is, and what may help; the bound means nothing where the engines could not have seen it.
std::string bound_and_advice(const Claim& claim, const std::vector<JudgedEvidence>& evidence) {
  if (claim.anomaly == Anomaly::data_race && !could_see_races(evidence)) {
    return "; the stress engine sees no data races: add --engine tsan";
  }
  const auto search = std::find_if(evidence.begin(), evidence.end(), complete_search);
  if (search != evidence.end()) {
    return fmt::format("; {} saw all there are, but that excludes nothing that real threads may do{}",
                       engine_of(*search), memory_model_of(*search));
  }
  const std::string bound = fmt::format(", so it is {}", bound_of(total_completed(evidence)));
  if (std::none_of(evidence.begin(), evidence.end(), interleaved)) {
    return bound + "; the actors were never seen to run at the same time: give it more cores or --time";
  }
  return bound + "; give it more --time";
}

}  // namespace

std::string why_refuted(const Claim& claim, const std::vector<Sighting>& against, bool as_claimed) {
  const std::string why =
      fmt::format("{} speaks against {}{}", described(against.front()), claim_in_words(claim), and_more(against));
  return claim.kind == ClaimKind::breaks ? why + "; " + what_to_claim(claim, against, as_claimed) : why;
}

std::string why_suspected(const JudgedEvidence& evidence) {
  const SuppressedReport& first = evidence.evidence.suspected.front();
  return fmt::format("a {} is suspected under {}: {}; instrument {}", name_of(first.report.kind), engine_of(evidence),
                     first.reason, joined(evidence.evidence.unseen_libraries, ", "));
}

std::string why_excluded(const Claim& claim, const JudgedEvidence& search) {
  return fmt::format("{} was in none of the {}, {} there are{}", awaited(claim), interleavings_of(search),
                     share_of(search), memory_model_of(search));
}

std::string why_witnessed(const std::vector<Sighting>& sightings) {
  return described(sightings.front()) + and_more(sightings);
}

std::string why_shown(const GradedOutcome& outcome, const JudgedEvidence& evidence) {
  return fmt::format("outcome {{{}}} ({}), seen {} in {}{}", outcome.outcome, outcome.why,
                     counted(outcome.count, "time"), executions_of(evidence), memory_model_of(evidence));
}

std::string who(const ScenarioInfo& scenario, const JudgedEvidence& strongest) {
  const auto& exploration = strongest.evidence.exploration;
  if (exploration && !exploration->programs.empty()) return exploration->programs;
  return "its " + counted(scenario.actors.size(), "actor");
}

std::string why_holds(const ScenarioInfo& scenario, const JudgedEvidence& strongest, Basis basis) {
  const std::string none = fmt::format(
      "no anomaly in {}", basis == Basis::sampled ? executions_of(strongest) : interleavings_of(strongest));
  switch (basis) {
    case Basis::proved:
    case Basis::proved_sc:
      return fmt::format("{}, {} that {} can make{}", none, share_of(strongest), who(scenario, strongest),
                         memory_model_of(strongest));
    case Basis::visible:
      return fmt::format("{}, {} that {} can make of what was seen; {} not seen{}", none, share_of(strongest),
                         who(scenario, strongest), joined(strongest.evidence.unseen_libraries, ", "),
                         memory_model_of(strongest));
    case Basis::bounded:
      return fmt::format("{}, {} that {} can make with {}{}", none, share_of(strongest), who(scenario, strongest),
                         preemptions_of(strongest), memory_model_of(strongest));
    case Basis::sampled:
    case Basis::witnessed:
      break;
  }
  return fmt::format("{}, so any is {}{}{}", none, bound_of(drawn(strongest)),
                     traits(strongest.evidence.engine).real_threads ? "; " + contention_of(strongest) : "",
                     memory_model_of(strongest));
}

std::string why_never_witnessed(const Claim& claim, const std::vector<JudgedEvidence>& evidence) {
  if (total_completed(evidence) == 0) return "nothing was executed to its end" + if_interrupted(evidence);
  std::vector<std::string> engines;
  for (const JudgedEvidence& engine : evidence) engines.push_back(executions_of(engine));
  return fmt::format("{} was never seen in {}{}{}", awaited(claim), joined(engines, " and "),
                     bound_and_advice(claim, evidence), if_interrupted(evidence));
}

std::string why_too_little(const std::vector<JudgedEvidence>& evidence) {
  if (evidence.empty()) return "no engine brought back anything";
  std::vector<std::string> shortfalls;
  for (const JudgedEvidence& engine : evidence) shortfalls.push_back(shortfall(engine));
  return fmt::format("no anomaly was seen, but {}{}", joined(shortfalls, "; and "), if_interrupted(evidence));
}

}  // namespace tenter::oracle
