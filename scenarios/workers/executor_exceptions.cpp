// A job that throws: what becomes of the exception, and of the executor?
// The future keeps the one, and the other goes on with the next job. Whoever does not ask the future never hears of
// it.
#include "workers/executor.h"
#include "workers/jobs.h"

namespace workers::executor_exceptions {
namespace {

using enum tenter::Anomaly;

struct JobFailed {};

int fail() { throw JobFailed(); }
int succeed() { return 1; }

struct Asked {
  int failures = 0;
  int results = 0;

  void own() {
    Executor pool(1);
    const Future<int> bad = pool.submit(fail);
    const Future<int> good = pool.submit(succeed);
    try {
      bad.result();
    } catch (const JobFailed&) {
      ++failures;
    }
    results = good.result();
  }
};

struct NeverAsked : Asked {
  void own() {
    Executor pool(1);
    pool.submit(fail);
    results = pool.submit(succeed).result();
  }
};

template <class State>
auto failing(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::failures, &State::results)
      .acceptable({1, 1}, "the failure is known, and the other job was done")
      .forbidden({0, 1}, "a job failed and nobody knows", missing);
}

const tenter::Registered asked{
    failing<Asked>("workers/executor/exception-kept")
        .summary("of two jobs the first throws; both futures are asked for their results")
        .reason("The exception is caught around the job and thrown again by result(), on the thread that asks; the "
                "pool's thread goes on with the second job.")};

const tenter::Registered never_asked{
    failing<NeverAsked>("workers/executor/exception-never-asked")
        .summary("of two jobs the first throws; nobody asks for its result")
        .reason("A future that is dropped takes the exception with it: the job has failed, and nothing shows it.")
        .breaks(missing)};

}  // namespace
}  // namespace workers::executor_exceptions
