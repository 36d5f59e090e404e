// Scenarios for the engine's tests, in a plugin as users build them.
#include <tenter/scenario.h>

#include <atomic>
#include <boost/lockfree/queue.hpp>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <string>

namespace {

using namespace std::chrono_literals;

struct Race {
  int value = 0;
  void add() { value = value + 1; }
};
const tenter::Registered race{
    tenter::scenario<Race>("race").copies(2, &Race::add).breaks(tenter::Anomaly::data_race)};

// More actors than most machines have cores.
struct Crowd {
  int value = 0;
  void add() { value = value + 1; }
};
const tenter::Registered crowd{
    tenter::scenario<Crowd>("crowd").copies(8, &Crowd::add).breaks(tenter::Anomaly::data_race)};

// Races only in one execution of a thousand: everything around it must not hide it.
struct RareRace {
  inline static std::atomic<int> made{0};
  const bool races = made.fetch_add(1, std::memory_order_relaxed) % 1000 == 999;
  int value = 0;
  void left() {
    if (races) value = 1;
  }
  void right() {
    if (races) value = 2;
  }
};
const tenter::Registered rare_race{tenter::scenario<RareRace>("rare-race")
                                       .actors(&RareRace::left, &RareRace::right)
                                       .breaks(tenter::Anomaly::data_race)};

// Each actor works alone; the states' memory is made, observed and used again by whichever thread.
struct Apart {
  std::string left_text = "a text too long to be kept inside the string", right_text = left_text;
  std::size_t observed = 0;
  void left() { left_text += "left"; }
  void right() { right_text += "right"; }
  void observe() { observed = left_text.size() + right_text.size(); }
};
const tenter::Registered apart{tenter::scenario<Apart>("apart")
                                   .actors(&Apart::left, &Apart::right)
                                   .observer(&Apart::observe)
                                   .observes(&Apart::observed)
                                   .acceptable({97}, "both texts have grown")};

struct Locked {
  std::timed_mutex mutex;
  int value = 0;
  void add() {
    if (!mutex.try_lock_for(1h)) return;
    ++value;
    mutex.unlock();
  }
};
const tenter::Registered locked{tenter::scenario<Locked>("timed-mutex")
                                    .copies(2, &Locked::add)
                                    .observes(&Locked::value)
                                    .acceptable({2}, "each added one")};

struct Failure : std::exception {
  std::string text = "a text too long to be kept inside the string";
  const char* what() const noexcept override { return text.c_str(); }
};

struct SharedException {
  std::exception_ptr mine = std::make_exception_ptr(Failure()), yours = mine;
  static void use(std::exception_ptr exception) {
    try {
      std::rethrow_exception(std::move(exception));
    } catch (const std::exception& failure) {
      tenter::check(failure.what()[0] == 'a', "the exception is whole");
    }
  }
  void left() { use(std::move(mine)); }
  void right() { use(std::move(yours)); }
};
const tenter::Registered shared_exception{
    tenter::scenario<SharedException>("shared-exception").actors(&SharedException::left, &SharedException::right)};

struct CountedFailure {
  int* releases;
  ~CountedFailure() { *releases = *releases + 1; }
};

struct ExceptionDestructor {
  int releases = 0;
  void fail() {
    try {
      throw CountedFailure{&releases};
    } catch (const CountedFailure&) {
    }
  }
};
const tenter::Registered exception_destructor{tenter::scenario<ExceptionDestructor>("exception-destructor")
                                                  .copies(2, &ExceptionDestructor::fail)
                                                  .breaks(tenter::Anomaly::data_race)};

// Three mutexes of 40 bytes: packed, padded and scattered states lie differently in memory.
struct OrderedLocks {
  std::mutex mutexes[3];
  void left() {
    const std::lock_guard first(mutexes[0]);
    const std::lock_guard second(mutexes[2]);
  }
  void right() {
    const std::lock_guard first(mutexes[2]);
    const std::lock_guard second(mutexes[1]);
  }
};
const tenter::Registered ordered_locks{
    tenter::scenario<OrderedLocks>("ordered-locks").actors(&OrderedLocks::left, &OrderedLocks::right)};

struct Freelist {
  boost::lockfree::queue<int> queue{2};
  void pass() {
    int value = 0;
    for (int i = 0; i < 10; ++i) {
      queue.push(i);
      queue.pop(value);
    }
  }
};
const tenter::Registered freelist{tenter::scenario<Freelist>("freelist").copies(2, &Freelist::pass)};

// The harness keeps what was reported before the scenario ended the process.
struct RaceThenAbort {
  int value = 0;
  void add() {
    value = value + 1;
    if (runs.fetch_add(1, std::memory_order_relaxed) == 1'000) std::abort();
  }
  inline static std::atomic<int> runs{0};
};
const tenter::Registered race_then_abort{tenter::scenario<RaceThenAbort>("race-then-abort")
                                             .copies(2, &RaceThenAbort::add)
                                             .breaks(tenter::Anomaly::data_race, tenter::Anomaly::abort)};

}  // namespace
