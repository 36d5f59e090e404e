// A worker whose job throws: does its token still come?
// Only if putting it does not depend on how the job ends. Else the collector waits for ever, far from the failure.
#include "completion/work.h"
#include "workers/python_queue.h"

namespace completion::lost_token {
namespace {

using enum tenter::Anomaly;

struct JobFailed {};

struct TokenLost : Work<2> {
  workers::Queue<std::size_t> finished;

  void job(std::size_t worker) {
    if (worker == 1) throw JobFailed();
    compute(worker);
  }

  void work(std::size_t worker) try {
    job(worker);
    finished.put(worker);
  } catch (const JobFailed&) {  // which may be logged, and no more
  }

  void wait_and_collect() {
    for (int tokens = 0; tokens < kWorkers; ++tokens) finished.get();
    collect();
  }
};

struct TokenKept : TokenLost {
  struct PutAtEnd {
    TokenKept& state;
    std::size_t worker;
    ~PutAtEnd() { state.finished.put(worker); }
  };

  void work(std::size_t worker) try {
    const PutAtEnd token{*this, worker};
    job(worker);
  } catch (const JobFailed&) {
  }
};

template <class State>
auto one_failing(std::string_view name) {
  return tenter::scenario<State>(name)
      .copies(State::kWorkers, &State::work)
      .actor("collector", &State::wait_and_collect)
      .observes(&State::collected)
      .acceptable({1}, "both have ended, and the result of one is there");
}

const tenter::Registered token_lost{
    one_failing<TokenLost>("completion/token-lost-on-exception")
        .summary("one of two jobs throws before the line that puts the token")
        .reason("The exception passes over the line that puts the token, and the collector waits for a token that "
                "nobody is left to put.")
        .breaks(deadlock)};

const tenter::Registered token_kept{
    one_failing<TokenKept>("completion/token-kept-on-exception")
        .summary("one of two jobs throws; a destructor puts the token")
        .reason("A destructor, as Python's finally, runs however the job ends: there is a token for each worker, and "
                "it says that the worker has ended, not that it has succeeded.")};

}  // namespace
}  // namespace completion::lost_token
