// How long the reduced search of a small program takes as a whole, and what it runs: executions that it completes,
// and those that it gives up as redundant.
#include <fmt/format.h>
#include <pthread.h>
#include <tenter/scenario.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>

#include "explore/executor/in_process_executor.h"
#include "explore/schedule/dpor.h"
#include "explore/search/search.h"

// What the compiler calls for the accesses of instrumented code.
extern "C" {
void __tsan_read4(void* at);
void __tsan_write4(void* at);
}

namespace tenter::explore {
namespace {

constexpr int kTurns = 10;

int read(int& value) { return __tsan_read4(&value), value; }
void write(int& value, int to) { __tsan_write4(&value), value = to; }

class Guard {
 public:
  explicit Guard(pthread_mutex_t& mutex) : mutex_(mutex) { ::pthread_mutex_lock(&mutex_); }
  ~Guard() { ::pthread_mutex_unlock(&mutex_); }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  pthread_mutex_t& mutex_;
};

struct Counter {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  int value = 0;

  void add_five() {
    for (int i = 0; i < 5; ++i) {
      const Guard guard(mutex);
      write(value, read(value) + 1);
    }
  }
};

// Tokens are handed to workers, which come back for more until there are none.
struct Tokens {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_t done_mutex = PTHREAD_MUTEX_INITIALIZER;
  int left = 3;
  int done = 0;

  bool take() {
    const Guard guard(mutex);
    if (read(left) == 0) return false;
    write(left, read(left) - 1);
    return true;
  }
  void work() {
    while (take()) {
      const Guard guard(done_mutex);
      write(done, read(done) + 1);
    }
  }
};

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

void measure(InProcessExecutor& executor, const Program& program) {
  double best = std::numeric_limits<double>::max();
  std::uint64_t executions = 0;
  std::uint64_t abandoned = 0;
  for (int i = 0; i < kTurns; ++i) {
    NoLog log;
    const auto start = std::chrono::steady_clock::now();
    Search search(executor, program, log, [] { return std::make_unique<Dpor>(); });
    while (search.next() != nullptr) {
    }
    const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
    best = std::min(best, taken.count());
    executions = search.executions();
    abandoned = search.abandoned();
  }
  fmt::print("  {:<28}{:8.2f} ms {:8} executions {:8} given up\n", program.info.name, best, executions - abandoned,
             abandoned);
}

void run() {
  InProcessExecutor executor({.steps = 1'000});
  measure(executor, scenario<Counter>("counter, 2 x 5")
                        .copies(2, &Counter::add_five)
                        .observes(&Counter::value)
                        .acceptable({10}, "all kept")
                        .program());
  measure(executor, scenario<Tokens>("3 tokens, 3 workers")
                        .copies(3, &Tokens::work)
                        .observes(&Tokens::done)
                        .acceptable({3}, "all done")
                        .program());
}

}  // namespace
}  // namespace tenter::explore

int main() { tenter::explore::run(); }
