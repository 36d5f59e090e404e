// A copy for each thread.
#include <tenter/scenario.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace thread_locals {
namespace {

using enum tenter::Anomaly;

// Each thread counts for itself, and adds up what it has when it ends.
struct Total {
  std::atomic<int> total{0};

  struct Mine {
    int count = 0;
    std::atomic<int>* total = nullptr;
    ~Mine() {
      if (total != nullptr) total->fetch_add(count);
    }
  };
  void count() {
    thread_local Mine mine;
    mine.total = &total;
    ++mine.count;
    ++mine.count;
  }
  void run() {
    std::thread one([this] { count(); });
    std::thread other([this] { count(); });
    one.join();
    other.join();
  }
  // What a thread has is added when it ends, not when it says that it has done.
  void run_carelessly() {
    std::thread one([this] {
      count();
      done.store(true);
    });
    if (done.load()) seen = total.load();
    one.join();
  }
  std::atomic<bool> done{false};
  int seen = 2;
  void nothing() {}
};

// A value that each thread keeps a copy of, until the version changes.
template <bool Checked>
struct Cached {
  std::mutex mutex;
  int value = 1;
  std::atomic<int> version{1};
  std::atomic<bool> changed{false};
  bool stale = false;

  int get() {
    thread_local int copy = 0;
    thread_local int copied = 0;
    if (copied == 0 || (Checked && copied != version.load())) {
      const std::lock_guard lock(mutex);
      copy = value;
      copied = version.load();
    }
    return copy;
  }
  void change() {
    {
      const std::lock_guard lock(mutex);
      value = 2;
      version.store(2);
    }
    changed.store(true);
  }
  void read() {
    get();
    if (changed.load()) stale = get() != 2;
  }

  static auto named(std::string_view name) {
    return tenter::scenario<Cached>(name)
        .actor("writer", &Cached::change)
        .actor("reader", &Cached::read)
        .observes(&Cached::stale)
        .acceptable({false}, "up to date")
        .forbidden({true}, "the copy is older than the change that was announced", stale_read);
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{tenter::scenario<Total>("thread-local/total")
                           .actor("owner", &Total::run)
                           .actor("bystander", &Total::nothing)
                           .observes(&Total::total)
                           .acceptable({4}, "all counted")},
    tenter::Registered{tenter::scenario<Total>("thread-local/total-too-soon")
                           .actor("owner", &Total::run_carelessly)
                           .actor("bystander", &Total::nothing)
                           .observes(&Total::seen)
                           .acceptable({2}, "all counted, or not asked")
                           .forbidden({0}, "the thread had not ended", missing)
                           .breaks(missing)},
    tenter::Registered{Cached<true>::named("thread-local/cache")},
    tenter::Registered{Cached<false>::named("thread-local/unchecked-cache").breaks(stale_read)},
};

}  // namespace
}  // namespace thread_locals
