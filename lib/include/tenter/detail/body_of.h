// The typed half of a scenario: makes states of a known type behind the untyped interface of body.h.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/hidden.h>

#include <cstddef>
#include <memory>
#include <new>
#include <type_traits>

namespace tenter::detail {

struct Description;

// All of a body but its states.
class ScenarioBody : public Body {
 public:
  explicit ScenarioBody(const Description& description);
  ~ScenarioBody() override;

  std::size_t actor_count() const override;
  void act(std::size_t actor, StateRange states, ActorLog& log) const override;
  std::unique_ptr<Tally> new_tally() const override;

 private:
  struct Actor;

  std::unique_ptr<const Description> description_;
  std::unique_ptr<Actor[]> actors_;
  const Actor* first_actor_;
};

template <class State>
class BodyOf final : public ScenarioBody {
 public:
  using ScenarioBody::ScenarioBody;

  std::size_t state_size() const override { return sizeof(State); }
  std::size_t state_alignment() const override { return alignof(State); }

  TENTER_HIDDEN void construct(StateRange places) const override {
    std::size_t i = 0;
    try {
      for (; i < places.count; ++i) make(places.first + i * places.stride);
    } catch (...) {
      destroy(places.slice(0, i));
      throw;
    }
  }

  TENTER_HIDDEN void destroy(StateRange states) const override {
    if constexpr (!std::is_trivially_destructible_v<State>) {
      for (std::size_t i = 0; i < states.count; ++i) {
        unmake(*reinterpret_cast<State*>(states.first + i * states.stride));
      }
    }
  }

  static const Body* of(const Description& description) { return new BodyOf(description); }

 private:
  TENTER_SEEN static void make(std::byte* place) { ::new (static_cast<void*>(place)) State(); }
  TENTER_SEEN static void unmake(State& state) { state.~State(); }
};

}  // namespace tenter::detail
