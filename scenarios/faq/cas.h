// Compare-exchange loops: take a snapshot, work out what comes after it, and publish that only if the snapshot is
// still what everybody sees; else begin again. The interface is that of disciplines.h.
#pragma once

#include <atomic>
#include <memory>
#include <type_traits>
#include <utility>

namespace faq {

// For values of a word: the snapshot is the value itself.
template <class T>
class CasOnWord {
 public:
  explicit CasOnWord(T initial) : word_(initial) {}

  template <class Call>
  void once(Call call) {
    T seen = word_.load();
    T next;
    do {
      next = seen;
      call(next);
    } while (!word_.compare_exchange_strong(seen, next));  // on failure `seen` is the newer value
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    once([&](T& value) { write(value, read(value)); });
  }

  T value() const { return word_.load(); }

 private:
  std::atomic<T> word_;
};

// For larger values: the word is a pointer to a snapshot that nobody ever changes.
//
// A snapshot that was replaced may still be being read, so it cannot be freed at once. Here all of them live as long
// as the shared value: each points to the one it replaced. As no address is used twice, an equal pointer means that
// nothing was published in between (no ABA).
template <class T>
class CasOnSnapshot {
 public:
  explicit CasOnSnapshot(T initial) : newest_(new Snapshot{std::move(initial), nullptr}) {}
  CasOnSnapshot(const CasOnSnapshot&) = delete;
  CasOnSnapshot& operator=(const CasOnSnapshot&) = delete;

  ~CasOnSnapshot() {
    for (const Snapshot* snapshot = newest_.load(); snapshot != nullptr;) {
      delete std::exchange(snapshot, snapshot->replaced);
    }
  }

  template <class Call>
  void once(Call call) {
    const Snapshot* seen = newest_.load();
    auto next = std::make_unique<Snapshot>();
    do {
      next->value = seen->value;
      next->replaced = seen;
      call(next->value);
    } while (!newest_.compare_exchange_strong(seen, next.get()));
    static_cast<void>(next.release());  // published: freed with the shared value
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    once([&](T& value) { write(value, read(value)); });
  }

  const T& value() const { return newest_.load()->value; }

 private:
  struct Snapshot {
    T value;
    const Snapshot* replaced = nullptr;
  };

  std::atomic<const Snapshot*> newest_;
};

template <class T>
using Cas =
    std::conditional_t<std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(void*), CasOnWord<T>, CasOnSnapshot<T>>;

}  // namespace faq
