// A sequence lock: a writer that never waits, and readers that try again. H.-J. Boehm, "Can seqlocks get along with
// programming language memory models?", MSPC 2012.
#include <tenter/tenter.h>

#include <atomic>
#include <utility>

namespace objects::sequence_lock {
namespace {

using enum tenter::Anomaly;

class SequenceLock {
 public:
  void write(int value) {
    const unsigned sequence = sequence_.load(std::memory_order_relaxed);
    sequence_.store(sequence + 1);
    first_.store(value);
    second_.store(value);
    sequence_.store(sequence + 2);
  }
  std::pair<int, int> read() const {
    for (;;) {
      const unsigned before = sequence_.load();
      const std::pair<int, int> values(first_.load(), second_.load());
      if (before % 2 == 0 && sequence_.load() == before) return values;
    }
  }

 protected:
  std::atomic<unsigned> sequence_{0};
  std::atomic<int> first_{0};
  std::atomic<int> second_{0};
};

class LooksOnce : public SequenceLock {
 public:
  std::pair<int, int> read() const {
    while (sequence_.load() % 2 != 0) {
    }
    return {first_.load(), second_.load()};
  }
};

struct PairSpec {
  int value = 0;

  void write(int next) { value = next; }
  std::pair<int, int> read() const { return {value, value}; }

  friend bool operator==(const PairSpec&, const PairSpec&) = default;
};

template <class Lock>
auto lock(std::string_view name) {
  return tenter::object<Lock, PairSpec>(name)
      .operation("write", &Lock::write, &PairSpec::write, tenter::range(1, 2))
      .by_one_thread("writer")
      .operation("read", &Lock::read, &PairSpec::read);
}

const tenter::Registered right{
    lock<SequenceLock>("objects/sequence-lock/right")
        .summary("readers look at the number before and after")
        .reason("A reader that a writer came across sees another number, and tries again.")};
const tenter::Registered looks_once{lock<LooksOnce>("objects/sequence-lock/looks-once")
                                        .summary("readers look at the number before, and not after")
                                        .reason("A writer may begin when the reader has looked.")
                                        .breaks(not_linearizable)};

}  // namespace
}  // namespace objects::sequence_lock
