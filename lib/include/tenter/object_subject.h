// An object scenario behind one interface, as those see it who make programs of its operations. Authors never need
// this header; tenter/object.h implements it for them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tenter {

struct Program;

// An operation with its arguments, as a program calls it.
struct Call {
  std::uint32_t operation = 0;         // index into ObjectSubject::operations()
  std::vector<std::uint64_t> choices;  // an argument each: which of its domain

  friend auto operator<=>(const Call&, const Call&) = default;
};

// What is done with one object: first this, then the threads side by side, then, when all have returned, that.
struct ParallelProgram {
  std::vector<Call> prefix;
  std::vector<std::vector<Call>> threads;
  std::vector<Call> suffix;

  friend auto operator<=>(const ParallelProgram&, const ParallelProgram&) = default;
};

struct OperationInfo {
  static constexpr std::uint64_t kUnbounded = 0;

  std::string name;
  std::vector<std::uint64_t> domains;  // an argument each: how many values there are, or kUnbounded
  std::string role;                    // of the threads of a program, one at most calls those of one role; empty: any
  bool may_wait = false;               // it may never return, where it waits for what nobody does
};

// Thread safety: const operations may run at once.
class ObjectSubject {
 public:
  virtual ~ObjectSubject() = default;
  virtual const std::vector<OperationInfo>& operations() const = 0;
  virtual std::string text_of(const Call& call) const = 0;  // "push(1)"
  // A scenario of its own, with an actor a thread. Its outcome is what all operations returned, and expectation
  // kRefuted is that of outcomes that no order of the operations has. REQUIRES: the calls have as many choices as
  // their operations have arguments, each within its domain.
  virtual Program program_of(const ParallelProgram& program) const = 0;

  // The specification alone: its states, and what a call makes of one; null where the call has to wait, or where that
  // follows only from what the call returns.
  using SpecState = std::shared_ptr<const void>;
  virtual SpecState initial() const = 0;
  virtual SpecState after(const SpecState& state, const Call& call) const = 0;
  virtual bool same(const SpecState& left, const SpecState& right) const = 0;

  static constexpr int kAccepted = 0;
  static constexpr int kRefuted = 1;
};

// When an operation was invoked and when it returned, on a clock that all operations of an execution share.
struct OperationTimes {
  static constexpr std::uint64_t kNever = std::numeric_limits<std::uint64_t>::max();

  std::uint64_t invoked = kNever;
  std::uint64_t responded = kNever;
};

// Operations that were made, with a sequential specification: states that live in numbered places.
class SpecifiedHistory {
 public:
  using State = std::shared_ptr<const void>;

  virtual ~SpecifiedHistory() = default;
  virtual std::span<const OperationTimes> times() const = 0;
  virtual State initial() const = 0;
  // The state after an operation, by its number; null where it cannot be made there, or not with that result.
  virtual State after(const State& state, std::uint32_t operation) const = 0;
  virtual bool same(const State& left, const State& right) const = 0;
};

// Whether there is an order of them that the specification allows.
struct OrderFound {
  bool allowed = false;
  std::vector<std::uint32_t> order;  // one; or the longest beginning of one
  std::vector<std::uint32_t> stuck;  // those of which one would have to come next there
};

}  // namespace tenter
