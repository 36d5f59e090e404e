// A pool of resources, counted by a semaphore.
#include <tenter/scenario.h>

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <semaphore>

namespace pool {
namespace {

using enum tenter::Anomaly;

// std::counting_semaphore as it should be; as the library has it, see below.
class Semaphore {
 public:
  explicit Semaphore(int permits) : permits_(permits) {}
  void acquire() {
    std::unique_lock lock(mutex_);
    released_.wait(lock, [this] { return permits_ > 0; });
    --permits_;
  }
  bool try_acquire() {
    const std::lock_guard lock(mutex_);
    if (permits_ == 0) return false;
    --permits_;
    return true;
  }
  void release() {
    {
      const std::lock_guard lock(mutex_);
      ++permits_;
    }
    released_.notify_one();
  }

 private:
  std::mutex mutex_;
  std::condition_variable released_;
  int permits_;
};

// `Permits` are given out for two resources.
template <int Permits>
class Pool {
 public:
  int take() {
    free_.acquire();
    const std::lock_guard lock(mutex_);
    return count_ > 0 ? resources_[--count_] : 0;
  }
  void give(int resource) {
    {
      const std::lock_guard lock(mutex_);
      resources_[count_++] = resource;
    }
    free_.release();
  }

 private:
  Semaphore free_{Permits};
  std::mutex mutex_;
  int resources_[8] = {1, 2};
  std::size_t count_ = 2;
};

template <int Permits>
struct Users {
  Pool<Permits> pool;
  int got[3] = {0, 0, 0};

  void use(std::size_t self) {
    got[self] = pool.take();
    if (got[self] != 0) pool.give(got[self]);
  }
  bool all_served() const { return got[0] != 0 && got[1] != 0 && got[2] != 0; }

  static auto named(std::string_view name) {
    return tenter::scenario<Users>(name)
        .copies(3, &Users::use)
        .observes(&Users::all_served)
        .acceptable({true}, "all had one")
        .forbidden({false}, "somebody was let in for nothing", missing);
  }
};

// Whoever finds nothing to do leaves with the permit.
struct EarlyReturn {
  Semaphore permit{1};
  std::mutex mutex;
  int left = 1;

  void work() {
    permit.acquire();
    const std::lock_guard lock(mutex);
    if (left == 0) return;
    --left;
    permit.release();
  }
  void work_and_release() {
    permit.acquire();
    if (left > 0) --left;
    permit.release();
  }
};

// A resource for one, and one who does not wait for it.
template <class Permit>
struct Impatient {
  Permit permit{1};
  int uses = 0;

  void use() {
    permit.acquire();
    ++uses;
    permit.release();
  }
  void try_to_use() {
    if (!permit.try_acquire()) return;
    ++uses;
    permit.release();
  }
  void use_anyway() {
    const bool mine = permit.try_acquire();
    ++uses;
    if (mine) permit.release();
  }
};

template <class Permit>
auto impatient(std::string_view name, void (Impatient<Permit>::*other)()) {
  return tenter::scenario<Impatient<Permit>>(name).actors(&Impatient<Permit>::use, other);
}

// libstdc++ 12 has acquire() wait for a value to change that it has read before it last looked for a permit. With a
// permit given back in between, it waits for the change that has been.
template <class Described>
Described the_librarys(Described described) {
#if defined(_GLIBCXX_RELEASE) && _GLIBCXX_RELEASE <= 12
  described.breaks(lost_wakeup);
#endif
  return described;
}

const tenter::Registered registered[] = {
    tenter::Registered{Users<2>::named("pool/two-permits")},
    tenter::Registered{Users<3>::named("pool/three-permits").breaks(missing)},
    tenter::Registered{tenter::scenario<EarlyReturn>("pool/released").copies(3, &EarlyReturn::work_and_release)},
    tenter::Registered{
        tenter::scenario<EarlyReturn>("pool/early-return").copies(3, &EarlyReturn::work).breaks(deadlock)},
    tenter::Registered{impatient<Semaphore>("pool/try", &Impatient<Semaphore>::try_to_use)},
    tenter::Registered{impatient<Semaphore>("pool/try-ignored", &Impatient<Semaphore>::use_anyway).breaks(data_race)},
    tenter::Registered{the_librarys(
        impatient<std::binary_semaphore>("pool/try-std", &Impatient<std::binary_semaphore>::try_to_use))},
};

}  // namespace
}  // namespace pool
