// Something made when it is first asked for.
#include <tenter/scenario.h>

#include <atomic>
#include <memory>
#include <mutex>

namespace singleton {
namespace {

using enum tenter::Anomaly;

struct Settings {
  int size = 7;
};

class DoubleChecked {
 public:
  ~DoubleChecked() { delete made_.load(); }
  Settings& get() {
    Settings* made = made_.load(std::memory_order_acquire);  // (1) sees what was made before (2)
    if (made == nullptr) {
      const std::lock_guard lock(mutex_);
      made = made_.load(std::memory_order_relaxed);
      if (made == nullptr) {
        made = new Settings;
        ++count;
        made_.store(made, std::memory_order_release);  // (2) paired with (1)
      }
    }
    return *made;
  }
  int count = 0;

 private:
  std::mutex mutex_;
  std::atomic<Settings*> made_{nullptr};
};

class PlainFlag {
 public:
  Settings& get() {
    if (!made_) {
      const std::lock_guard lock(mutex_);
      if (!made_) {
        settings_ = std::make_unique<Settings>();
        ++count;
        made_ = true;
      }
    }
    return *settings_;
  }
  int count = 0;

 private:
  std::mutex mutex_;
  bool made_ = false;
  std::unique_ptr<Settings> settings_;
};

class RelaxedFlag {
 public:
  Settings& get() {
    if (!made_.load(std::memory_order_relaxed)) {
      const std::lock_guard lock(mutex_);
      if (!made_.load(std::memory_order_relaxed)) {
        settings_ = std::make_unique<Settings>();
        ++count;
        made_.store(true, std::memory_order_relaxed);
      }
    }
    return *settings_;
  }
  int count = 0;

 private:
  std::mutex mutex_;
  std::atomic<bool> made_{false};
  std::unique_ptr<Settings> settings_;
};

class CheckedOnce {
 public:
  Settings& get() {
    if (!made_.load()) {
      const std::lock_guard lock(mutex_);
      settings_ = std::make_shared<Settings>();
      ++count;
      made_.store(true);
    }
    return *settings_;
  }
  int count = 0;

 private:
  std::mutex mutex_;
  std::atomic<bool> made_{false};
  std::shared_ptr<Settings> settings_;
};

class CallOnce {
 public:
  Settings& get() {
    std::call_once(once_, [this] {
      settings_ = std::make_unique<Settings>();
      ++count;
    });
    return *settings_;
  }
  int count = 0;

 private:
  std::once_flag once_;
  std::unique_ptr<Settings> settings_;
};

// A function's static is made once in a process, so the count is the process's.
class FunctionStatic {
 public:
  Settings& get() {
    static Settings settings = [this] {
      ++count;
      return Settings{};
    }();
    return settings;
  }
  int count = 0;
};

template <class Lazy>
struct TwoAsk {
  Lazy lazy;
  int seen[2] = {0, 0};

  void ask(std::size_t self) { seen[self] = lazy.get().size; }
  int count() const { return lazy.count; }
  int sum() const { return seen[0] + seen[1]; }

  static auto named(std::string_view name) {
    return tenter::scenario<TwoAsk>(name)
        .copies(2, &TwoAsk::ask)
        .observes(&TwoAsk::sum, &TwoAsk::count)
        .acceptable({14, 1}, "made once")
        .acceptable({14, 0}, "made before")
        .forbidden({14, 2}, "made twice", duplicate);
  }
};

const tenter::Registered registered[] = {
    tenter::Registered{TwoAsk<DoubleChecked>::named("singleton/double-checked")},
    tenter::Registered{TwoAsk<CallOnce>::named("singleton/call-once")},
    tenter::Registered{TwoAsk<FunctionStatic>::named("singleton/function-static")},
    tenter::Registered{TwoAsk<PlainFlag>::named("singleton/plain-flag").breaks(data_race)},
    tenter::Registered{TwoAsk<RelaxedFlag>::named("singleton/relaxed-flag").breaks(data_race)},
    tenter::Registered{
        TwoAsk<CheckedOnce>::named("singleton/checked-once").breaks(duplicate, data_race, use_after_free)},
};

}  // namespace
}  // namespace singleton
