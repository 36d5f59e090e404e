// A cache that many may read at the same time.
#include <tenter/scenario.h>

#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>

namespace cache {
namespace {

using enum tenter::Anomaly;

class Cache {
 public:
  const std::string& get(int key) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = entries_.find(key);
      if (found != entries_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    const auto [entry, inserted] = entries_.try_emplace(key);
    if (inserted) entry->second = compute(key);
    return entry->second;
  }
  int computed = 0;

 protected:
  std::string compute(int key) {
    ++computed;
    return std::string(static_cast<std::size_t>(key), 'x');
  }

  std::shared_mutex mutex_;
  std::map<int, std::string> entries_;
};

// Does not look again once it may write.
class CheckThenAct : public Cache {
 public:
  std::string get(int key) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = entries_.find(key);
      if (found != entries_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    entries_[key] = compute(key);
    return entries_[key];
  }
};

// Counts under the lock that lets others count as well.
class CountingReaders : public Cache {
 public:
  std::string get(int key) {
    {
      const std::shared_lock lock(mutex_);
      const auto found = entries_.find(key);
      if (found != entries_.end()) {
        ++hits_;
        return found->second;
      }
    }
    return Cache::get(key);
  }

 private:
  int hits_ = 0;
};

// Hands out what the next one may be writing.
class UnlockTooEarly : public Cache {
 public:
  std::string get(int key) {
    std::string* entry = nullptr;
    {
      const std::unique_lock lock(mutex_);
      entry = &entries_[key];
    }
    if (entry->empty()) *entry = compute(key);
    return *entry;
  }
};

template <class C>
struct TwoReaders {
  C cache;
  std::size_t sizes[2] = {0, 0};

  void read(std::size_t self) { sizes[self] = cache.get(3).size(); }
  std::size_t sum() const { return sizes[0] + sizes[1]; }
  int computed() const { return cache.computed; }

  static auto named(std::string_view name) {
    return tenter::scenario<TwoReaders>(name)
        .copies(2, &TwoReaders::read)
        .observes(&TwoReaders::sum, &TwoReaders::computed)
        .acceptable({6, 1}, "computed once")
        .forbidden({6, 2}, "computed twice", duplicate);
  }
};

// The entry is there already, so both are readers.
template <class C>
struct TwoHits : TwoReaders<C> {
  TwoHits() { this->cache.get(3); }

  static auto named(std::string_view name) {
    return tenter::scenario<TwoHits>(name)
        .copies(2, [](TwoHits& state, std::size_t self) { state.read(self); })
        .observes([](TwoHits& state) { return state.sum(); })
        .acceptable({6}, "both hit");
  }
};

// Reads without the lock what it takes for constant, while another entry is made.
struct MissingLock {
  class Peeking : public Cache {
   public:
    bool has(int key) const { return entries_.contains(key); }
  };
  Peeking cache;
  bool seen = false;

  void fill() { cache.get(3); }
  void look() { seen = cache.has(2); }
};

const tenter::Registered registered[] = {
    tenter::Registered{TwoReaders<Cache>::named("cache/shared-mutex")},
    tenter::Registered{TwoHits<Cache>::named("cache/two-hits")},
    tenter::Registered{TwoReaders<CheckThenAct>::named("cache/check-then-act").breaks(duplicate)},
    tenter::Registered{TwoHits<CountingReaders>::named("cache/counting-readers").breaks(data_race)},
    tenter::Registered{TwoReaders<UnlockTooEarly>::named("cache/unlock-too-early").breaks(data_race)},
    tenter::Registered{tenter::scenario<MissingLock>("cache/missing-lock")
                           .actors(&MissingLock::fill, &MissingLock::look)
                           .breaks(data_race)},
};

}  // namespace
}  // namespace cache
