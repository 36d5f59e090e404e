// The part of a scenario's body that knows no type of states.
#include <tenter/detail/body_of.h>

#include <algorithm>

#include "scenario_code/description.h"
#include "scenario_code/outcome_tally.h"

namespace tenter::detail {

// The plan for act(): the accessors of vectors and pointers are instrumented, and would be seen.
struct ScenarioBody::Actor {
  ActorCode code;
  const void* callable;
  std::size_t index;
};

ScenarioBody::ScenarioBody(const Description& description)
    : description_(std::make_unique<const Description>(description)),
      actors_(std::make_unique<Actor[]>(description.actors.size())),
      first_actor_(actors_.get()) {
  std::transform(description.actors.begin(), description.actors.end(), actors_.get(),
                 [](const DescribedActor& actor) {
                   return Actor{actor.code, actor.callable.get(), actor.index};
                 });
}
ScenarioBody::~ScenarioBody() = default;

std::size_t ScenarioBody::actor_count() const { return description_->actors.size(); }

TENTER_HIDDEN void ScenarioBody::act(std::size_t actor, StateRange states, ActorLog& log) const {
  const Actor& one = first_actor_[actor];
  one.code(one.callable, one.index, states, log);
}

std::unique_ptr<Tally> ScenarioBody::new_tally() const { return std::make_unique<OutcomeTally>(*description_); }

}  // namespace tenter::detail
