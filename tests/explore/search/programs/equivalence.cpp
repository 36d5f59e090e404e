#include "equivalence.h"

#include <algorithm>
#include <set>

#include "interpreter.h"
#include "places.h"

namespace tenter::explore::test {
namespace {

// What has been done to an object, in order; between two modifications the order of reads is nobody's matter.
struct Touch {
  bool modifies = false;
  Place place;

  friend auto operator<=>(const Touch&, const Touch&) = default;
};
using History = std::vector<Touch>;

void touch(History& history, const Touch& touch) {
  history.push_back(touch);
  if (touch.modifies) return;
  for (std::size_t i = history.size() - 1; i > 0 && !history[i - 1].modifies && history[i] < history[i - 1]; --i) {
    std::swap(history[i], history[i - 1]);
  }
}

struct Trace {
  State state;
  std::array<History, kObjects> memory;
  std::array<History, kObjects> mutexes;

  friend auto operator<=>(const Trace&, const Trace&) = default;
};

class Counting {
 public:
  explicit Counting(const SmallProgram& program) : interpreter_(program) {}

  std::uint64_t count() {
    visit({});
    return ended_;
  }

 private:
  void visit(const Trace& trace) {
    if (!visited_.insert(trace).second) return;
    bool any = false;
    for (std::size_t thread = 0; thread < interpreter_.threads(); ++thread) {
      if (interpreter_.is_finished(trace.state, thread)) continue;
      for (const State& next : interpreter_.step(trace.state, thread)) {
        any = true;
        visit(after(trace, thread, next));
      }
    }
    if (!any) ++ended_;
  }

  Trace after(Trace trace, std::size_t thread, const State& next) const {
    const Op& op = interpreter_.next(trace.state, thread);
    const Place place{static_cast<int>(thread), trace.state.at[thread]};
    const std::int8_t seen = next.final.seen[thread][trace.state.at[thread]];
    const bool failed = (op.what == Do::compare_exchange && seen != 0) || (op.what == Do::try_lock && seen == 0);
    auto& histories = accesses_memory(op.what) ? trace.memory : trace.mutexes;
    touch(histories[op.object], {op.what != Do::load && !failed, place});
    trace.state = next;
    return trace;
  }

  Interpreter interpreter_;
  std::set<Trace> visited_;
  std::uint64_t ended_ = 0;
};

}  // namespace

std::uint64_t count_traces(const SmallProgram& program) { return Counting(program).count(); }

}  // namespace tenter::explore::test
