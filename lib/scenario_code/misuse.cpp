#include "scenario_code/misuse.h"

namespace tenter::detail {
namespace {

constexpr std::size_t kMostOperations = 26;  // schedules name each by a letter

bool is_path_of_words(const std::string& name) {
  constexpr const char* kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./+";
  return !name.empty() && name.front() != '-' && name.find_first_not_of(kAllowed) == std::string::npos;
}

bool deserves(const Expectation& expectation, Anomaly anomaly) {
  return expectation.grade == Grade::forbidden && expectation.anomaly == anomaly;
}

bool outcome_can_witness(const ScenarioInfo& info, Anomaly anomaly) {
  for (const Expectation& expectation : info.expectations) {
    if (deserves(expectation, anomaly)) return true;
  }
  return deserves(info.otherwise, anomaly);
}

const Expectation* listed(const ScenarioInfo& info, const std::string& outcome) {
  for (const Expectation& expectation : info.expectations) {
    if (expectation.outcome == outcome) return &expectation;
  }
  return nullptr;
}

class Misuse {
 public:
  Misuse(const ScenarioInfo& info, std::vector<std::string>& sentences) : info_(info), sentences_(sentences) {}

  void unless(bool fine, const std::string& what_to_change) {
    if (fine) return;
    sentences_.push_back(info_.file + ":" + std::to_string(info_.line) + ": scenario \"" + info_.name +
                         "\": " + what_to_change);
  }

 private:
  const ScenarioInfo& info_;
  std::vector<std::string>& sentences_;
};

void check_expectations(const ScenarioInfo& info, Misuse& misuse) {
  misuse.unless(!info.expectations.empty() || info.otherwise.grade != Grade::forbidden,
                "every outcome would be forbidden; list what is .acceptable(), or say .otherwise()");
  std::set<std::string> seen;
  for (const Expectation& expectation : info.expectations) {
    misuse.unless(expectation.outcome.empty() || seen.insert(expectation.outcome).second,
                  "outcome {" + expectation.outcome + "} is expected twice; keep one of the lines");
    misuse.unless(!expectation.why.empty(),
                  "outcome {" + expectation.outcome + "} has no reason; say in words why it may or must not be");
    misuse.unless(shown_by_outcome(expectation.anomaly),
                  "an outcome cannot show \"" + std::string(name_of(expectation.anomaly)) +
                      "\", which engines find by themselves; use one of the words for outcomes");
  }
}

void check_claim(const ScenarioInfo& info, Misuse& misuse) {
  const Claim& claim = info.claim;
  if (claim.kind == ClaimKind::breaks && shown_by_outcome(*claim.anomaly)) {
    misuse.unless(outcome_can_witness(info, *claim.anomaly),
                  "claims breaks(" + std::string(name_of(*claim.anomaly)) +
                      "), but no .forbidden() outcome deserves that word; add it to one");
  }
  if (claim.kind == ClaimKind::shows) {
    const Expectation* shown = listed(info, claim.outcome);
    misuse.unless(shown != nullptr,
                  "claims shows({" + claim.outcome + "}), which is not listed; add it as .interesting()");
    misuse.unless(shown == nullptr || shown->grade != Grade::forbidden,
                  "claims shows({" + claim.outcome + "}), which is listed as forbidden; make it .interesting()");
  }
}

void check_object(const ObjectSubject& object, Misuse& misuse) {
  misuse.unless(!object.operations().empty(), "has no operations; add them with .operation()");
  misuse.unless(object.operations().size() <= kMostOperations,
                "has more than " + std::to_string(kMostOperations) + " operations; make it two objects");
  std::set<std::string> names;
  for (const OperationInfo& operation : object.operations()) {
    misuse.unless(names.insert(operation.name).second,
                  "has two operations of the name \"" + operation.name + "\"; rename one of them");
  }
}

}  // namespace

void check_scenario(const Program& program, std::set<std::string>& names, std::vector<std::string>& sentences) {
  const ScenarioInfo& info = program.info;
  Misuse misuse(info, sentences);
  misuse.unless(is_path_of_words(info.name),
                "a name is a path such as family/subject/variant, of letters, digits and - _ . + only");
  misuse.unless(names.insert(info.name).second, "another scenario has this name; rename one of them");
  if (program.object != nullptr) check_object(*program.object, misuse);
  misuse.unless(!info.actors.empty(), "has no actors; add them with .actors() or .copies()");
  misuse.unless(info.actors.size() <= kMaxActors,
                "has more than " + std::to_string(kMaxActors) + " actors; use fewer copies");
  check_expectations(info, misuse);
  check_claim(info, misuse);
}

}  // namespace tenter::detail
