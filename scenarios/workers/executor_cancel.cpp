// Cancelling jobs: which are cancelled, and how does one know?
// Those that no thread has begun. cancel() says whether it is one of them; result() of a cancelled job says
// Cancelled.
#include <array>

#include "workers/executor.h"
#include "workers/jobs.h"

namespace workers::executor_cancel {
namespace {

using enum tenter::Anomaly;

// The owner gives a job away, changes its mind, and does it itself.
struct CancelChecked {
  Done<1, 2> done;

  void own() {
    Executor pool(1);
    const Future<int> answer = pool.submit([this] { return done.note(0, 1), 0; });
    if (answer.cancel()) done.note(0, 0);
  }
};

struct CancelBelieved : CancelChecked {
  void own() {
    Executor pool(1);
    const Future<int> answer = pool.submit([this] { return done.note(0, 1), 0; });
    answer.cancel();
    done.note(0, 0);
  }
};

template <class State>
auto changing_its_mind(std::string_view name) {
  return exactly_once(tenter::scenario<State>(name).actor("owner", &State::own));
}

const tenter::Registered checked{
    changing_its_mind<CancelChecked>("workers/executor/cancel")
        .summary("the owner submits a job, cancels it, and does it itself if that has succeeded")
        .reason("cancel() and the thread that begins the job ask the same lock: exactly one of them is first.")};

const tenter::Registered believed{
    changing_its_mind<CancelBelieved>("workers/executor/cancel-believed")
        .summary("the owner submits a job, cancels it, and does it itself")
        .reason("A job that runs, or has run, is not cancelled: cancel() says so, and then it is done twice.")
        .breaks(duplicate)};

// Two jobs on one thread, and a shutdown that cancels what has not begun.
struct CancelFutures {
  std::array<int, 2> done{};
  std::array<int, 2> cancelled{};

  void own() {
    Executor pool(1);
    const std::array answers{pool.submit([this] { return ++done[0]; }), pool.submit([this] { return ++done[1]; })};
    pool.shutdown({.cancel_futures = true});
    for (std::size_t i = 0; i < 2; ++i) ask(answers[i], cancelled[i]);
  }

  static void ask(const Future<int>& answer, int& its_cancelled) try { answer.result(); } catch (const Cancelled&) {
    ++its_cancelled;
  }

  bool either() const { return done[0] + cancelled[0] == 1 && done[1] + cancelled[1] == 1; }
};

struct CancelledUnexpected : CancelFutures {
  void own() {
    Executor pool(1);
    const std::array answers{pool.submit([this] { return ++done[0]; }), pool.submit([this] { return ++done[1]; })};
    pool.shutdown({.cancel_futures = true});
    for (const Future<int>& answer : answers) answer.result();
  }
};

template <class State>
auto cancelling(std::string_view name) {
  return tenter::scenario<State>(name)
      .actor("owner", &State::own)
      .observes(&State::either)
      .acceptable({true}, "each job was done, or cancelled, and not both");
}

const tenter::Registered cancel_futures{
    cancelling<CancelFutures>("workers/executor/cancel-futures")
        .summary("two jobs on one thread, a shutdown that cancels, and both futures asked")
        .reason(
            "A job that has begun is done; one that has not is taken out of the queue and answered with Cancelled. "
            "No future is left without an answer.")};

const tenter::Registered cancelled_unexpected{
    cancelling<CancelledUnexpected>("workers/executor/cancel-futures-unexpected")
        .summary("the same, but nobody thinks of Cancelled")
        .reason("Which jobs are cancelled depends on how far the pool's thread has come: result() may throw for any.")
        .breaks(uncaught_exception)};

}  // namespace
}  // namespace workers::executor_cancel
