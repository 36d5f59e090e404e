// A job that waits for another job of the same executor: will that ever run?
// Only on another thread. The one that waits is not there to run it.
#include <tenter/scenario.h>

#include "workers/executor.h"

namespace workers::executor_waits {
namespace {

using enum tenter::Anomaly;

template <std::size_t Threads>
struct Waiting {
  int result = 0;

  void own() {
    Executor pool(Threads);
    const auto inner = [] { return 1; };
    const auto outer = [&] { return pool.submit(inner).result() + 1; };
    result = pool.submit(outer).result();
  }
};

template <std::size_t Threads>
auto waiting(std::string_view name) {
  using State = Waiting<Threads>;
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::result)
      .acceptable({2}, "both jobs were done");
}

const tenter::Registered on_another{
    waiting<2>("workers/executor-waits-on-another")
        .summary("a job submits another one and waits for its result, in an executor of two threads")
        .reason(
            "One thread waits, the other runs what it waits for. Two such jobs at a time would need three threads.")};

const tenter::Registered on_itself{
    waiting<1>("workers/executor-waits-on-itself")
        .summary("a job submits another one and waits for its result, in an executor of one thread")
        .reason("The only thread waits for a job that is behind it in its own queue.")
        .breaks(deadlock)};

}  // namespace
}  // namespace workers::executor_waits
