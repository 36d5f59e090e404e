// How the threads of a scenario share one value: the one thing in which the variants of an operation differ.
//
// Each discipline holds a T and runs code on it in two ways:
//
//   once(call)             one call of the shared object, such as L.append(1): call(value)
//   compound(read, write)  a statement of two calls, such as i = i + 1: write(value, read(value))
//
// and lets value() look at it when all threads are done. Plain, PerOp and Mutex are here; Cas is in cas.h, Queue and
// QueueSplit are in queue.h. Compare the compound() of each: that is where atomicity is won or lost.
#pragma once

#include <atomic>
#include <mutex>
#include <utility>

namespace faq {

// Nothing at all: right on one thread only.
template <class T>
class Plain {
 public:
  template <class... Initial>
  explicit Plain(Initial&&... initial) : value_(std::forward<Initial>(initial)...) {}

  template <class Call>
  void once(Call call) {
    call(value_);
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    write(value_, read(value_));
  }

  const T& value() const { return value_; }

 private:
  T value_;
};

// What an interpreter's global lock gives: every single call is atomic, two calls in a row are not.
template <class T, class Lock = std::mutex>
class PerOp {
 public:
  explicit PerOp(T initial) : value_(std::move(initial)) {}

  template <class Call>
  auto once(Call call) {
    const std::lock_guard hold(lock_);
    return call(value_);
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    const auto seen = once(read);
    // The lock is free here, and what was seen may be out of date before it is used.
    once([&](T& value) { write(value, seen); });
  }

  const T& value() const { return value_; }

 private:
  Lock lock_;
  T value_;
};

// PerOp for a single word: an atomic's load and its store need no lock, and are still two calls.
template <class T>
using AtomicWord = Plain<std::atomic<T>>;

// One lock around the whole statement: nobody comes between its reading and its writing.
template <class T, class Lock = std::mutex>
class Mutex {
 public:
  explicit Mutex(T initial) : value_(std::move(initial)) {}

  template <class Call>
  void once(Call call) {
    const std::lock_guard hold(lock_);
    call(value_);
  }

  template <class Read, class Write>
  void compound(Read read, Write write) {
    const std::lock_guard hold(lock_);
    write(value_, read(value_));
  }

  const T& value() const { return value_; }

 private:
  Lock lock_;
  T value_;
};

}  // namespace faq
