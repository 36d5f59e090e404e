// Scenarios that leave traces in all the memory that outlives a state. Each observes what it has found there: always
// the same, unless an execution sees what another one has left.
#include <tenter/scenario.h>

#include <atomic>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

int initialised = 5;
int zero = 0;
int stuck_before = 0;
std::mutex mutex;
std::vector<int> empty;
std::vector<int> filled{1, 2, 3};  // has heap memory before the first execution
std::map<std::string, int> dictionary{{"a string that is too long to be stored in place", 1}};
auto shared = std::make_shared<int>(7);
thread_local int of_thread = 11;
thread_local std::vector<int> vector_of_thread;

struct Nontrivial {
  Nontrivial() : value(initialised) {}
  ~Nontrivial() { value = -1; }
  int value;
};

int calls_of_local() {
  static Nontrivial made_by_the_first_call;
  static int calls = 0;
  return made_by_the_first_call.value * 100 + ++calls;
}

class Statics {
 public:
  void actor() {
    const std::lock_guard lock(mutex);
    found_ += initialised++ + zero++ + calls_of_local();
    found_ += static_cast<long>(empty.size() + filled.size());
    empty.push_back(1);
    for (int i = 0; i < 100; ++i) filled.push_back(i);
    filled[0] += 1;
    found_ += filled[0] * 1000;
    found_ += ++dictionary["a string that is too long to be stored in place"] * 10'000;
    dictionary[std::to_string(zero) + " and something that is too long to be stored in place"] = 1;
    if (zero == 2) shared = std::make_shared<int>(*shared + 1);
    found_ += *shared * 100'000 + shared.use_count() * 1'000'000;
    shared_copy_ = shared;
  }
  long found() const { return found_; }

 private:
  long found_ = 0;
  std::shared_ptr<int> shared_copy_;
};

const tenter::Registered statics{tenter::scenario<Statics>("traces/statics")
                                     .actors(&Statics::actor, &Statics::actor)
                                     .observes(&Statics::found)
                                     .otherwise(tenter::Grade::interesting, "all should be the same")};

class ThreadLocals {
 public:
  void first() { found_[0] = trace(); }
  void second() { found_[1] = trace(); }
  int found() const { return found_[0] * 100 + found_[1]; }

 private:
  int trace() {
    ++steps_;
    vector_of_thread.push_back(1);
    return of_thread++ + static_cast<int>(vector_of_thread.size());
  }
  std::atomic<int> steps_{0};
  int found_[2] = {0, 0};
};

const tenter::Registered thread_locals{tenter::scenario<ThreadLocals>("traces/thread-locals")
                                           .actors(&ThreadLocals::first, &ThreadLocals::second)
                                           .observes(&ThreadLocals::found)
                                           .otherwise(tenter::Grade::interesting, "all should be the same")};

// Where the second actor comes first, the first one is stuck in its handler for ever.
class StuckInHandler {
 public:
  void first() {
    note();
    try {
      throw std::runtime_error("caught");
    } catch (const std::exception&) {
      found_ += stuck_before++ * 100;
      if (flag_.load() == 1) stick();
    }
  }
  void second() {
    note();
    flag_.store(1);
  }
  int found() const { return found_.load(); }

 private:
  void note() { found_ += std::uncaught_exceptions() + (std::current_exception() != nullptr ? 10 : 0); }
  void stick() {
    mutex.lock();
    mutex.lock();
  }
  std::atomic<int> flag_{0};
  std::atomic<int> found_{0};
};

const tenter::Registered stuck{tenter::scenario<StuckInHandler>("traces/stuck-in-handler")
                                   .actors(&StuckInHandler::first, &StuckInHandler::second)
                                   .observes(&StuckInHandler::found)
                                   .otherwise(tenter::Grade::interesting, "all should be the same")};

}  // namespace
