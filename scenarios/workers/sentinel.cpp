// A sentinel, such as None, in the queue tells a worker that there are no more jobs: how many, put when, by whom?
// One for each worker, behind all jobs. A worker that has got one is gone, and so is the sentinel.
#include <optional>

#include "workers/jobs.h"
#include "workers/python_queue.h"

namespace workers::sentinel {
namespace {

using enum tenter::Anomaly;

constexpr std::nullopt_t kEnd = std::nullopt;

template <int Sentinels>
struct TwoWorkers {
  Queue<std::optional<int>> queue;
  Done<2, 2> done;

  void produce() {
    queue.put(0);
    queue.put(1);
    for (int i = 0; i < Sentinels; ++i) queue.put(kEnd);
  }
  void work(std::size_t worker) {
    while (const auto job = queue.get()) done.note(*job, worker);
  }
};

template <int Sentinels>
auto two_workers(std::string_view name) {
  using State = TwoWorkers<Sentinels>;
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::work).actor("producer", &State::produce));
}

const tenter::Registered per_worker{
    two_workers<2>("workers/sentinel-per-worker")
        .summary("a producer puts two jobs and then a sentinel for each of two workers")
        .reason("First in, first out: who gets a sentinel gets it after all jobs have been handed out, and each "
                "worker gets one.")};

const tenter::Registered for_one{
    two_workers<1>("workers/sentinel-for-one")
        .summary("a producer puts two jobs and then one sentinel for two workers")
        .reason("The first worker takes the sentinel with it; all jobs are done, and the second waits for ever.")
        .breaks(deadlock)};

// Two producers, of which each says that it is done, and one worker.
struct PerProducer {
  Queue<std::optional<int>> queue;
  Done<2> done;

  void produce(std::size_t producer) {
    queue.put(static_cast<int>(producer));
    queue.put(kEnd);
  }
  void work() {
    for (int ended = 0; ended < 2;) {
      const auto job = queue.get();
      if (job) {
        done.note(*job);
      } else {
        ++ended;
      }
    }
  }
};

struct TooEarly : PerProducer {
  void work() {
    while (const auto job = queue.get()) done.note(*job);
  }
};

template <class State>
auto two_producers(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).copies(2, &State::produce).actor("worker", &State::work));
}

const tenter::Registered per_producer{
    two_producers<PerProducer>("workers/sentinel-per-producer")
        .summary("two producers put a job and then a sentinel each; the worker ends at the second sentinel")
        .reason(
            "A producer's sentinel says that this producer is done. When each has said so there are no more jobs.")};

const tenter::Registered too_early{
    two_producers<TooEarly>("workers/sentinel-too-early")
        .summary("two producers put a job and then a sentinel each; the worker ends at the first sentinel")
        .reason("The faster producer's sentinel comes before the slower one's job, which nobody is left to do.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::sentinel
