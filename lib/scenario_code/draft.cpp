#include <tenter/body.h>
#include <tenter/detail/draft.h>
#include <tenter/detail/registry.h>

#include <iterator>
#include <string>
#include <utility>

#include "scenario_code/description.h"

namespace tenter::detail {
namespace {

std::string ordinal(std::size_t n) {
  constexpr std::string_view kOrdinals[] = {"first", "second", "third", "fourth"};
  return n < std::size(kOrdinals) ? std::string(kOrdinals[n]) : "actor " + std::to_string(n + 1);
}

std::string text_of(const OutcomeCode& code, const void* outcome) {
  Text text;
  code.print(text, outcome);
  return text.outcome();
}

}  // namespace

Draft::Draft(std::string_view name) : description_(std::make_unique<Description>()) {
  description_->info.name = name;
  otherwise(Grade::forbidden, "not among the expected outcomes", Anomaly::forbidden_outcome);
}
Draft::Draft(const Draft& other) : description_(std::make_unique<Description>(*other.description_)) {}
Draft& Draft::operator=(const Draft& other) { return *description_ = *other.description_, *this; }
Draft::~Draft() = default;

void Draft::summary(std::string_view text) { description_->info.summary = text; }
void Draft::reason(std::string_view text) { description_->info.reason = text; }
void Draft::uses_fences() { description_->info.uses_fences = true; }

void Draft::add_actors(std::string_view name, std::size_t copies, Kept callable, ActorCode code) {
  const Owned shared = owned(callable);
  for (std::size_t i = 0; i < copies; ++i) {
    description_->info.actors.push_back(name.empty() ? ordinal(description_->actors.size()) : std::string(name));
    description_->actors.push_back({shared, code, i});
  }
}

void Draft::add_observer(Kept callable, void (*call)(const void* callable, void* state)) {
  description_->owned.push_back(owned(callable));
  description_->observers.push_back({call, callable.object});
}

void Draft::observe(Kept getters, const OutcomeCode& code) {
  description_->getters = owned(getters);
  description_->outcome = &code;
}

void Draft::expect(Kept outcome, Grade grade, std::string_view why, Anomaly anomaly) {
  const OutcomeCode& code = *description_->outcome;
  Owned what = owned(outcome);
  description_->info.expectations.push_back({text_of(code, what.get()), grade, std::string(why), anomaly});
  description_->matchers.push_back({std::move(what), code.equal});
}

void Draft::expect_if(Kept predicate, bool (*accepts)(const void* predicate, const void* outcome), Grade grade,
                      std::string_view why, Anomaly anomaly) {
  description_->info.expectations.push_back({"", grade, std::string(why), anomaly});
  description_->matchers.push_back({owned(predicate), accepts});
}

void Draft::otherwise(Grade grade, std::string_view why, Anomaly anomaly) {
  description_->info.otherwise = {"", grade, std::string(why), anomaly};
}

void Draft::holds() { description_->info.claim = {}; }
void Draft::breaks(Anomaly primary, std::initializer_list<Anomaly> also) {
  description_->info.claim = {ClaimKind::breaks, primary, also, {}};
}
void Draft::shows(const void* outcome) {
  description_->info.claim = {ClaimKind::shows, std::nullopt, {}, text_of(*description_->outcome, outcome)};
}

Program Draft::program(MakeBody make) const {
  return {description_->info, std::unique_ptr<const Body>(make(*description_)), nullptr};
}

void Draft::enlist(MakeBody make, const char* file, std::uint32_t line) const {
  detail::enlist(program(make), file, line);
}

}  // namespace tenter::detail
