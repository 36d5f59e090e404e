// Results that are promised.
#include <tenter/scenario.h>

#include <future>
#include <stdexcept>
#include <utility>

namespace futures {
namespace {

using enum tenter::Anomaly;

struct Promised {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  int seen = 0;

  void give() { promise.set_value(5); }
  void give_nothing() { const std::promise<int> dropped = std::move(promise); }
  void give_error() { promise.set_exception(std::make_exception_ptr(std::runtime_error("no"))); }
  void take() { seen = future.get(); }
  void take_and_handle() {
    try {
      seen = future.get();
    } catch (const std::runtime_error&) {
      seen = -1;
    }
  }
  void take_twice() {
    const std::future<int> mine = std::move(future);
    seen = future.get();
  }
};

// Both give an answer; only one can.
struct TwoGivers {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  int seen = 0;

  void give(int value) { promise.set_value(value); }
  void give_if_first(int value) {
    try {
      promise.set_value(value);
    } catch (const std::future_error&) {
    }
  }
  void take() { seen = future.get(); }
};

struct Shared {
  std::promise<int> promise;
  std::shared_future<int> future = promise.get_future().share();
  int seen[2] = {0, 0};

  void give() { promise.set_value(5); }
  void take(std::size_t self) {
    const std::shared_future<int> mine = future;
    seen[self] = mine.get();
  }
  int sum() const { return seen[0] + seen[1]; }
};

// A std::future is for one taker.
struct NotShared {
  std::promise<int> promise;
  std::future<int> future = promise.get_future();

  void give() { promise.set_value(5); }
  void take() {
    if (future.valid()) future.get();
  }
};

struct Packaged {
  std::packaged_task<int(int)> task{[](int x) { return x + 1; }};
  std::future<int> future = task.get_future();
  int seen = 0;

  void run() { task(4); }
  void take() { seen = future.get(); }
};

struct PackagedThrows {
  std::packaged_task<int()> task{[]() -> int { throw std::runtime_error("no"); }};
  std::future<int> future = task.get_future();
  int seen = 0;

  void run() { task(); }
  void take() {
    try {
      seen = future.get();
    } catch (const std::runtime_error&) {
      seen = -1;
    }
  }
  void take_carelessly() { seen = future.get(); }
};

struct Async {
  int value = 0;
  int seen = 0;

  void run() {
    auto answer = std::async(std::launch::async, [this] { return ++value; });
    seen = answer.get() + value;
  }
  void run_carelessly() {
    auto answer = std::async(std::launch::async, [this] { return ++value; });
    seen = value;
    answer.get();
  }
  // std::async may as well run it when asked: then nobody else ever does.
  void run_lazily() {
    const auto answer = std::async(std::launch::deferred, [this] { ++value; });
    seen = value;
  }
  void nothing() {}
};

template <class State, class... Actors>
auto unobserved(const char* name, Actors... actors) {
  return tenter::scenario<State>(name).actors(actors...);
}

template <class State, class... Actors>
auto observed(const char* name, Actors... actors) {
  return unobserved<State>(name, actors...).observes(&State::seen);
}

const tenter::Registered registered[] = {
    tenter::Registered{
        observed<Promised>("future/promise", &Promised::give, &Promised::take).acceptable({5}, "the answer")},
    tenter::Registered{observed<Promised>("future/exception", &Promised::give_error, &Promised::take_and_handle)
                           .acceptable({-1}, "handled")},
    tenter::Registered{unobserved<Promised>("future/unhandled-exception", &Promised::give_error, &Promised::take)
                           .breaks(uncaught_exception)},
    tenter::Registered{unobserved<Promised>("future/broken-promise", &Promised::give_nothing, &Promised::take)
                           .breaks(uncaught_exception)},
    tenter::Registered{
        unobserved<Promised>("future/moved-from", &Promised::give, &Promised::take_twice).breaks(uncaught_exception)},
    tenter::Registered{observed<TwoGivers>(
                           "future/two-givers", [](TwoGivers& state) { state.give_if_first(1); },
                           [](TwoGivers& state) { state.give_if_first(2); }, &TwoGivers::take)
                           .acceptable({1}, "the first gave it")
                           .acceptable({2}, "the second gave it")},
    tenter::Registered{unobserved<TwoGivers>(
                           "future/two-careless-givers", [](TwoGivers& state) { state.give(1); },
                           [](TwoGivers& state) { state.give(2); }, &TwoGivers::take)
                           .breaks(uncaught_exception)},
    tenter::Registered{
        tenter::scenario<Shared>("future/shared")
            .actors(
                &Shared::give, [](Shared& state) { state.take(0); }, [](Shared& state) { state.take(1); })
            .observes(&Shared::sum)
            .acceptable({10}, "both have it")},
    tenter::Registered{tenter::scenario<NotShared>("future/not-shared")
                           .actors(&NotShared::give, &NotShared::take, &NotShared::take)
                           .breaks(data_race)},
    tenter::Registered{
        observed<Packaged>("future/packaged-task", &Packaged::run, &Packaged::take).acceptable({5}, "its result")},
    tenter::Registered{
        observed<PackagedThrows>("future/packaged-task-throws", &PackagedThrows::run, &PackagedThrows::take)
            .acceptable({-1}, "handled")},
    tenter::Registered{unobserved<PackagedThrows>("future/packaged-task-unhandled", &PackagedThrows::run,
                                                  &PackagedThrows::take_carelessly)
                           .breaks(uncaught_exception)},
    tenter::Registered{observed<Async>("future/async", &Async::run, &Async::nothing).acceptable({2}, "after it")},
    tenter::Registered{observed<Async>("future/async-careless", &Async::run_carelessly, &Async::nothing)
                           .acceptable({0}, "before it")
                           .acceptable({1}, "after it")
                           .breaks(data_race)},
    tenter::Registered{observed<Async>("future/async-deferred", &Async::run_lazily, &Async::nothing)
                           .forbidden({0}, "it was never run", missing)
                           .breaks(missing)},
};

}  // namespace
}  // namespace futures
