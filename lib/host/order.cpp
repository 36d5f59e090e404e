// The histories of a plugin's objects, judged here.
#include "host/anomaly_log.h"
#include "oracle/linearizability.h"

namespace tenter {
namespace {

class Model {
 public:
  // States that are equal may be different objects.
  struct State {
    const SpecifiedHistory* history;
    SpecifiedHistory::State state;

    friend bool operator==(const State& left, const State& right) {
      return left.history->same(left.state, right.state);
    }
  };

  explicit Model(const SpecifiedHistory& history) : history_(history) {}

  State initial() const { return {&history_, history_.initial()}; }
  bool step(State& state, std::size_t operation) const {
    state.state = history_.after(state.state, static_cast<std::uint32_t>(operation));
    return state.state != nullptr;
  }
  // Nothing is known of a state; there are few.
  std::size_t hash_of(const State&) const { return 0; }

 private:
  const SpecifiedHistory& history_;
};

}  // namespace

OrderFound AnomalyLog::order_of(const SpecifiedHistory& history) {
  std::vector<Interval> times;
  for (const OperationTimes& one : history.times()) times.push_back({one.invoked, one.responded});
  static_assert(OperationTimes::kNever == kPending);
  Linearization found = linearize(Model(history), std::span<const Interval>(times));
  return {found.answer == Answer::yes, std::move(found.order), std::move(found.stuck)};
}

}  // namespace tenter
