// Jobs given to an executor: how does one get at what they have computed?
// By their futures. result() waits for the job; the order of the futures is that of the jobs, whatever ran first.
#include <array>
#include <mutex>
#include <vector>

#include "workers/executor.h"
#include "workers/jobs.h"

namespace workers::executor_results {
namespace {

using enum tenter::Anomaly;

int square(int x) { return x * x; }

struct Submit {
  int side_effect = 0;
  int seen = 0;

  void own() {
    Executor pool(1);
    const Future<int> answer = pool.submit([this] { return side_effect = 1; });
    answer.result();
    seen = side_effect;
  }
};

struct Unwaited : Submit {
  void own() {
    Executor pool(1);
    const Future<int> answer = pool.submit([this] { return side_effect = 1; });
    seen = side_effect;
  }
};

template <class State>
auto side_effect(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::seen)
      .acceptable({1}, "what the job did was seen")
      .forbidden({0}, "looked before the job was done", stale_read);
}

const tenter::Registered submit{
    side_effect<Submit>("workers/executor/submit")
        .summary("a job is submitted, its result waited for, and what it did looked at")
        .reason(
            "The future has its answer when the job has returned, and whoever waited for it sees all that the job "
            "did.")};

const tenter::Registered unwaited{
    side_effect<Unwaited>("workers/executor/submit-unwaited")
        .summary("a job is submitted, and what it did looked at")
        .reason("submit() returns when the job is in the queue. It will run, but when, only its future tells.")
        .breaks(stale_read, data_race)};

struct Map {
  std::vector<int> results;

  void own() {
    Executor pool(2);
    results = pool.map(square, std::vector{2, 3});
  }
};

struct Appended : Map {
  std::mutex mutex;

  void own() {
    Executor pool(2);
    const auto append_square = [this](int x) {
      const std::lock_guard hold(mutex);
      results.push_back(square(x));
      return 0;
    };
    pool.map(append_square, std::vector{2, 3});
  }
};

template <class State>
auto squares(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::results)
      .acceptable({std::vector{4, 9}}, "the results are in the order of the arguments")
      .forbidden({std::vector{9, 4}}, "the results are in the order in which the jobs were done");
}

const tenter::Registered map{
    squares<Map>("workers/executor/map")
        .summary("two squares, mapped over two threads")
        .reason(
            "map() keeps a future for each argument and asks them in order; it does not matter which was answered "
            "first.")};

const tenter::Registered appended{
    squares<Appended>("workers/executor/map-appended")
        .summary("two jobs that append their squares to a list under a lock")
        .reason("The lock keeps the list whole. Its order is that in which the jobs have come to the lock.")
        .breaks(forbidden_outcome)};

}  // namespace
}  // namespace workers::executor_results
