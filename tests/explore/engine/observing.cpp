// What observes a state is the scenario's own code, which may do what any code of a thread may: right, and wrong.
#include <pthread.h>
#include <tenter/scenario.h>

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace observing {
namespace {

using tenter::Anomaly;

// Right.

struct Box {
  std::unique_ptr<int> value = std::make_unique<int>(1);
  void set() { *value = 2; }
};
const tenter::Registered moves{tenter::scenario<Box>("observing/moves-out")
                                   .actors(&Box::set)
                                   .observes([](Box& box) {
                                     const std::unique_ptr<int> taken = std::move(box.value);
                                     return *taken;
                                   })
                                   .acceptable({2}, "set")};

struct Names {
  std::vector<std::string> all;
  void add() { all.emplace_back("longer than what fits into a string without a block"); }
};
const tenter::Registered returns{
    tenter::scenario<Names>("observing/returns-what-it-moves")
        .actors(&Names::add)
        .observes([](Names& names) { return std::move(names.all); })
        .acceptable({std::vector<std::string>{"longer than what fits into a string without a block"}}, "one")};

struct Helped {
  int value = 0;
  std::thread helper;
  void start() {
    helper = std::thread([this] { value = 7; });
  }
};
const tenter::Registered joins{tenter::scenario<Helped>("observing/joins")
                                   .actors(&Helped::start)
                                   .observes([](Helped& helped) {
                                     helped.helper.join();
                                     return helped.value;
                                   })
                                   .acceptable({7}, "after it has ended")};

struct Keyed {
  pthread_key_t key{};
  Keyed() {
    ::pthread_key_create(&key, [](void* number) { delete static_cast<int*>(number); });
  }
  ~Keyed() { ::pthread_key_delete(key); }
  void use() { ::pthread_setspecific(key, new int(1)); }
};
const tenter::Registered keys{tenter::scenario<Keyed>("observing/uses-a-thread-specific-key")
                                  .copies(2, &Keyed::use)
                                  .observes([](Keyed& keyed) {
                                    const bool mine = ::pthread_getspecific(keyed.key) != nullptr;
                                    ::pthread_setspecific(keyed.key, new int(2));
                                    const int value = *static_cast<int*>(::pthread_getspecific(keyed.key));
                                    delete static_cast<int*>(::pthread_getspecific(keyed.key));
                                    ::pthread_setspecific(keyed.key, nullptr);
                                    return mine ? -1 : value;
                                  })
                                  .acceptable({2}, "its own")};

// Wrong.

const tenter::Registered leaks{tenter::scenario<Box>("observing/leaks")
                                   .actors(&Box::set)
                                   .observes([](Box& box) { return *box.value.release(); })
                                   .acceptable({2}, "set")
                                   .breaks(Anomaly::leak)};

const tenter::Registered reads_freed{tenter::scenario<Box>("observing/reads-freed")
                                         .actors(&Box::set)
                                         .observes([](Box& box) {
                                           const int* const value = box.value.get();
                                           box.value.reset();
                                           return *value;
                                         })
                                         .acceptable({2}, "set")
                                         .breaks(Anomaly::use_after_free)};

struct Waiting {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  void nothing() {}
};
const tenter::Registered waits{tenter::scenario<Waiting>("observing/waits-for-nobody")
                                   .actors(&Waiting::nothing)
                                   .observes([](Waiting& waiting) {
                                     std::unique_lock lock(waiting.mutex);
                                     waiting.condition.wait(lock, [&] { return waiting.ready; });
                                     return waiting.ready;
                                   })
                                   .acceptable({true}, "told")
                                   .breaks(Anomaly::deadlock)};

struct Running {
  int value = 0;
  std::thread helper;
  ~Running() { helper.join(); }
  void start() {
    helper = std::thread([this] { value = 7; });
  }
};
const tenter::Registered races{tenter::scenario<Running>("observing/does-not-join")
                                   .actors(&Running::start)
                                   .observes([](const Running& running) { return running.value; })
                                   .acceptable({7}, "after it has ended")
                                   .acceptable({0}, "before")
                                   .breaks(Anomaly::data_race)};

}  // namespace
}  // namespace observing
