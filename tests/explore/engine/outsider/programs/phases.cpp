// Work in phases: nobody begins the next one before all have ended this one.
#include <tenter/scenario.h>

#include <barrier>
#include <cstddef>
#include <latch>

namespace phases {
namespace {

using enum tenter::Anomaly;

struct WithBarrier {
  std::barrier<> barrier{2};
  int cells[2] = {1, 2};
  int next[2] = {0, 0};

  void step(std::size_t self) {
    next[self] = cells[0] + cells[1];
    barrier.arrive_and_wait();
    cells[self] = next[self];
  }
  // Writes what the other may still be reading.
  void step_at_once(std::size_t self) {
    cells[self] = cells[0] + cells[1];
    barrier.arrive_and_wait();
  }
  void step_without_waiting(std::size_t self) {
    next[self] = cells[0] + cells[1];
    (void)barrier.arrive();
    cells[self] = next[self];
  }
  int sum() const { return cells[0] + cells[1]; }

  template <class Step>
  static auto named(std::string_view name, Step step) {
    return tenter::scenario<WithBarrier>(name)
        .copies(2, step)
        .observes(&WithBarrier::sum)
        .acceptable({6}, "both from the same state");
  }
};

// The last to come in a phase does what is to be done between two.
struct WithCompletion {
  struct Count {
    int* phases;
    void operator()() noexcept { ++*phases; }
  };
  int phases = 0;
  std::barrier<Count> barrier{2, Count{&phases}};
  int seen[2] = {0, 0};

  void work(std::size_t self) {
    barrier.arrive_and_wait();
    seen[self] = phases;
    barrier.arrive_and_wait();
  }
  int sum() const { return seen[0] + seen[1]; }
};

template <int Count>
struct WithLatch {
  std::latch started{Count};
  int values[2] = {0, 0};
  int seen = 0;

  void work(std::size_t self) {
    values[self] = 1;
    started.count_down();
  }
  void sum() {
    started.wait();
    seen = values[0] + values[1];
  }

  static auto named(std::string_view name) {
    return tenter::scenario<WithLatch>(name)
        .actors([](WithLatch& state) { state.work(0); }, [](WithLatch& state) { state.work(1); }, &WithLatch::sum)
        .observes(&WithLatch::seen)
        .acceptable({2}, "all have come");
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{WithBarrier::named("phases/barrier", &WithBarrier::step)},
    tenter::Registered{WithBarrier::named("phases/at-once", &WithBarrier::step_at_once).breaks(data_race)},
    tenter::Registered{
        WithBarrier::named("phases/without-waiting", &WithBarrier::step_without_waiting).breaks(data_race)},
    tenter::Registered{tenter::scenario<WithCompletion>("phases/completion")
                           .copies(2, &WithCompletion::work)
                           .observes(&WithCompletion::sum)
                           .acceptable({2}, "both in the first phase")},
    tenter::Registered{WithLatch<2>::named("phases/latch")},
    tenter::Registered{WithLatch<3>::named("phases/latch-too-many").breaks(deadlock)},
    tenter::Registered{WithLatch<1>::named("phases/latch-too-few").breaks(data_race)},
};

}  // namespace
}  // namespace phases
