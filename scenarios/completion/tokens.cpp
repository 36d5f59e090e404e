// A queue of tokens, one from each worker: is all work done when there are as many tokens as workers?
// Yes, if a token is put when the work is done, and no line earlier.
#include "completion/work.h"
#include "workers/python_queue.h"

namespace completion::tokens {
namespace {

using enum tenter::Anomaly;

struct TokenQueue : Work<2> {
  workers::Queue<std::size_t> finished;

  void work(std::size_t worker) {
    compute(worker);
    finished.put(worker);
  }
  void wait_and_collect() {
    for (int tokens = 0; tokens < kWorkers; ++tokens) finished.get();
    collect();
  }
};

struct TokenBeforeWork : TokenQueue {
  void work(std::size_t worker) {
    finished.put(worker);
    compute(worker);
  }
};

const tenter::Registered token_queue{
    collecting<TokenQueue>("completion/token-queue")
        .summary(
            "each worker puts a token into a queue when it is done; the collector gets as many as there are workers")
        .reason("What a worker did before it put its token is done, and visible, for whoever has got it.")};

const tenter::Registered token_before_work{
    collecting<TokenBeforeWork>("completion/token-before-work")
        .summary("each worker puts its token into the queue before it works")
        .reason("The tokens say that both workers have begun. What comes after the token nobody waits for.")
        .breaks(stale_read, data_race)};

}  // namespace
}  // namespace completion::tokens
