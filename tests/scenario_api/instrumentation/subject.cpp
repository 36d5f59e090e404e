// Actors whose accesses can be told by reading them.
#include <tenter/scenario.h>

namespace {

struct State {
  int value = 0;
  std::atomic<int> atomic{0};

  void nothing() {}
  void increment() { value = value + 1; }
  void add_index(std::size_t index) { value = static_cast<int>(index); }
  void atomic_increment() { atomic.fetch_add(1, std::memory_order_relaxed); }
};

tenter::Scenario<State> scenario(std::string_view name) { return tenter::scenario<State>(name); }

const tenter::Registered nothing{scenario("nothing").actors(&State::nothing)};
const tenter::Registered increment{scenario("increment").actors(&State::increment)};
const tenter::Registered index{scenario("index").copies(2, &State::add_index)};
const tenter::Registered lambda{scenario("lambda").actors([](State& state) { state.value = state.value + 1; })};
const tenter::Registered atomic{scenario("atomic").actors(&State::atomic_increment)};

}  // namespace
