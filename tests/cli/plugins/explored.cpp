// Scenarios whose schedules decide what becomes of them.
#include <signal.h>
#include <tenter/tenter.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>

namespace {

struct Crossed {
  std::mutex left, right;
  void one() {
    const std::lock_guard first(left);
    const std::lock_guard second(right);
  }
  void other() {
    const std::lock_guard first(right);
    const std::lock_guard second(left);
  }
};
const tenter::Registered crossed{tenter::scenario<Crossed>("explored/crossed")
                                     .actors(&Crossed::one, &Crossed::other)
                                     .breaks(tenter::Anomaly::deadlock)};
const tenter::Registered uncrossed{
    tenter::scenario<Crossed>("explored/not-crossed").actors(&Crossed::one, &Crossed::other)};

struct Checked {
  std::atomic<int> value{0};
  void increment() { value.store(value.load() + 1); }
  void look() { tenter::check(value.load() == 2, "both were kept"); }
};
const tenter::Registered checked{
    tenter::scenario<Checked>("explored/checked").copies(2, &Checked::increment).observer(&Checked::look)};

// In a system call that does not come back, and that no scheduler knows of.
struct InTheKernel {
  std::atomic<int> value{0};
  void write() { value.store(1); }
  void wait() {
    sigset_t none;
    ::sigemptyset(&none);
    const timespec an_hour{3600, 0};
    if (value.load() == 1 && ::sigtimedwait(&none, nullptr, &an_hour) > 0) value.store(2);
  }
};
const tenter::Registered in_the_kernel{
    tenter::scenario<InTheKernel>("explored/in-the-kernel").actors(&InTheKernel::write, &InTheKernel::wait)};

struct Killed {
  void kill() { ::kill(::getpid(), SIGKILL); }
  void rest() {}
};
const tenter::Registered killed{tenter::scenario<Killed>("explored/killed").actors(&Killed::kill, &Killed::rest)};

struct Alone {
  int value = 0;
  void work() { value = 2; }
  void rest() {}
};
const tenter::Registered alone{tenter::scenario<Alone>("explored/alone")
                                   .actors(&Alone::work, &Alone::rest)
                                   .observes(&Alone::value)
                                   .forbidden({2}, "two is not liked here")};

struct Unlocked {
  std::map<int, int> counts;
  void count(int key) { ++counts[key]; }
};
const tenter::Registered unlocked{tenter::scenario<Unlocked>("explored/map-unlocked")
                                      .actor("first", [](Unlocked& state) { state.count(1); })
                                      .actor("second", [](Unlocked& state) { state.count(2); })
                                      .breaks(tenter::Anomaly::data_race)};

struct Large {
  std::atomic<int> value{0};
  void work() {
    for (int i = 0; i < 6; ++i) value.fetch_add(1);
  }
};
const tenter::Registered large{tenter::scenario<Large>("explored/large")
                                   .copies(4, &Large::work)
                                   .observes(&Large::value)
                                   .acceptable({24}, "all counted")};

}  // namespace
