// A pool of resources, counted by a semaphore.
#include <tenter/scenario.h>

#include <cstddef>
#include <mutex>
#include <semaphore>

namespace {

using enum tenter::Anomaly;

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
  std::counting_semaphore<> free_{Permits};
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
  std::binary_semaphore permit{1};
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
struct Impatient {
  std::binary_semaphore permit{1};
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

const tenter::Registered registered[] = {
    tenter::Registered{Users<2>::named("pool/two-permits")},
    tenter::Registered{Users<3>::named("pool/three-permits").breaks(missing)},
    tenter::Registered{tenter::scenario<EarlyReturn>("pool/released").copies(3, &EarlyReturn::work_and_release)},
    tenter::Registered{tenter::scenario<EarlyReturn>("pool/early-return")
                           .copies(3, &EarlyReturn::work)
                           .breaks(deadlock, lost_wakeup)},
    tenter::Registered{tenter::scenario<Impatient>("pool/try").actors(&Impatient::use, &Impatient::try_to_use)},
    tenter::Registered{tenter::scenario<Impatient>("pool/try-ignored")
                           .actors(&Impatient::use, &Impatient::use_anyway)
                           .breaks(data_race)},
};

}  // namespace
