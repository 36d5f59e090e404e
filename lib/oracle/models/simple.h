// Models whose state is a number: an element of a set, a counter, a mutex.
#pragma once

#include <span>

#include "oracle/models/vocabulary.h"

namespace tenter::oracle {

// One element of a set: add and remove, which say whether they have changed anything, or nothing; and contains.
class ElementModel {
 public:
  using State = bool;
  enum Function : std::uint8_t { kAdd, kRemove, kContains };

  static const Vocabulary& vocabulary();
  // REQUIRES: `which` are operations of the history, on one element.
  ElementModel(const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return false; }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(State state) const { return state ? 1 : 0; }

 private:
  struct Step {
    std::uint8_t function;
    bool says;     // it returned, and not with nothing
    bool changed;  // or is contained
  };
  std::vector<Step> steps_;
};

// increment, decrement and add(n), whose results mean nothing, and read (or get). It begins with 0.
class CounterModel {
 public:
  using State = std::int64_t;
  enum Function : std::uint8_t { kIncrement, kDecrement, kAdd, kRead };

  static const Vocabulary& vocabulary();
  CounterModel(const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return 0; }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(State state) const { return static_cast<std::size_t>(state) * 0x9e3779b97f4a7c15U; }

 private:
  struct Step {
    bool reads;
    bool returned;
    std::int64_t value;  // added or read
  };
  std::vector<Step> steps_;
};

// acquire and release, the latter by the process that has it.
class MutexModel {
 public:
  using State = std::int32_t;  // 1 + who has it, by order of appearance; 0: nobody
  enum Function : std::uint8_t { kAcquire, kRelease };

  static const Vocabulary& vocabulary();
  MutexModel(const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return 0; }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(State state) const { return static_cast<std::size_t>(state); }

 private:
  struct Step {
    std::uint8_t function;
    State process;
  };
  std::vector<Step> steps_;
};

}  // namespace tenter::oracle
