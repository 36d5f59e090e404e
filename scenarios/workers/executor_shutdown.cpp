// Shutting an executor down: what becomes of jobs that run, that wait, and that come too late?
// Those that run, end. Those that wait are run, or cancelled if asked for. Those that come later are refused.
#include <array>
#include <thread>

#include "workers/executor.h"
#include "workers/jobs.h"

namespace workers::executor_shutdown {
namespace {

using enum tenter::Anomaly;

// Two jobs on one thread, each with a result of its own, which the owner looks at after the shutdown.
struct Waits {
  std::array<int, 2> results{};
  int seen = 0;

  void submit_to(Executor& pool) {
    for (int& result : results) pool.submit([&result] { return result = 1; });
  }
  void look() { seen = results[0] + results[1]; }

  void own() {
    Executor pool(1);
    submit_to(pool);
    pool.shutdown();
    look();
  }
};

struct DoesNotWait : Waits {
  void own() {
    Executor pool(1);
    submit_to(pool);
    pool.shutdown({.wait = false});
    look();
  }
};

template <class State>
auto waiting(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::seen)
      .acceptable({2}, "both jobs were done")
      .otherwise(tenter::Grade::forbidden, "looked before both jobs were done", stale_read);
}

const tenter::Registered waits{
    waiting<Waits>("workers/executor/shutdown")
        .summary("two jobs are submitted, the executor is shut down, and their results are looked at")
        .reason("shutdown() lets the threads drain the queue, and joins them: what was accepted is done.")};

const tenter::Registered does_not_wait{
    waiting<DoesNotWait>("workers/executor/shutdown-no-wait")
        .summary("the same, but the shutdown does not wait")
        .reason("The jobs will be done, as they would with waiting. They are not done yet.")
        .breaks(stale_read, data_race)};

// A client submits while the owner shuts down.
struct Refused {
  bool accepted = false;
  int done = 0;

  void submit_to(Executor& pool) try {
    pool.submit([this] { return ++done; });
    accepted = true;
  } catch (const ShutDown&) {
  }

  void own() {
    Executor pool(1);
    std::thread client([&] { submit_to(pool); });
    pool.shutdown();
    client.join();
  }
};

struct AlwaysBelieved : Refused {
  void submit_to(Executor& pool) {
    try {
      pool.submit([this] { return ++done; });
    } catch (const ShutDown&) {
    }
    accepted = true;
  }

  void own() {
    Executor pool(1);
    std::thread client([&] { submit_to(pool); });
    pool.shutdown();
    client.join();
  }
};

template <class State>
auto too_late(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::accepted, &State::done)
      .acceptable({true, 1}, "accepted, and done before the shutdown was over")
      .acceptable({false, 0}, "refused")
      .forbidden({true, 0}, "nobody does it, and the client does not know", jobs_left_undone);
}

const tenter::Registered refused{
    too_late<Refused>("workers/executor/submit-after-shutdown")
        .summary("a client submits a job while the owner shuts the executor down")
        .reason("A job is accepted before the shutdown, and then it is done, or it is refused: there is no third.")};

const tenter::Registered always_believed{
    too_late<AlwaysBelieved>("workers/executor/submit-after-shutdown-ignored")
        .summary("the same, but the client ignores that the job was refused")
        .reason("Python raises RuntimeError here: whoever swallows it has a job that nobody will do.")
        .breaks(jobs_left_undone)};

}  // namespace
}  // namespace workers::executor_shutdown
