// A scenario's code behind one interface, as the engines see it: how to make states, run actors on them and
// count what was observed. Scenario authors never need this header; tenter/scenario.h implements it for them.
//
// All operations work on ranges of states, so that an engine that runs millions of executions a second pays
// for one virtual call a range and not one an execution, and the actor's code is inlined into the loop.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/object_subject.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tenter {

// `count` states, `stride` bytes apart. REQUIRES: stride is a multiple of the state's alignment.
struct StateRange {
  std::byte* first = nullptr;
  std::size_t stride = 0;
  std::size_t count = 0;

  void* operator[](std::size_t index) const { return first + index * stride; }
  StateRange slice(std::size_t begin, std::size_t end) const { return {first + begin * stride, stride, end - begin}; }
};

// Where an actor leaves what its engine must know of each execution. One object an actor; never shared.
class ActorLog {
 public:
  virtual ~ActorLog() = default;
  // An exception left the actor in the `index`th state of the range: that execution has no outcome. The actor
  // goes on with the next state. `what` is the exception's type, with what it says of itself.
  virtual void uncaught_exception(std::size_t index, std::string_view what) noexcept = 0;

  // How many executions this actor has begun; may live in memory shared with a supervising process.
  std::uint64_t* started = nullptr;
};

// One row of the outcome histogram.
struct OutcomeCount {
  std::string outcome;  // as printed by tenter/print.h
  std::uint64_t count = 0;
  int expectation = -1;  // index into ScenarioInfo::expectations; -1 when none matches

  friend bool operator==(const OutcomeCount&, const OutcomeCount&) = default;
};

// Counts outcomes. One object a thread; memory is bounded: beyond kMaxDistinct different outcomes the rest is
// counted under "(others)", an expectation each.
class Tally {
 public:
  static constexpr std::size_t kMaxDistinct = 4096;

  virtual ~Tally() = default;
  // Runs the observer on each state, reads its outcome and counts it. An exception from the observer, or from what
  // reads, judges or prints the outcome, is reported to `log` with the state's index, and that state is not counted.
  virtual void collect(StateRange states, ActorLog& log) = 0;
  // The parts of collect(), of one state, for engines that must tell the scenario's code from ours: observe() and
  // discard() run it, count() does not. What observe() has kept ends with discard(), or is forgotten by the next one.
  virtual void observe(StateRange state, ActorLog& log) = 0;
  virtual void count(StateRange state, ActorLog& log) = 0;
  virtual void discard() {}
  // Threads wait for what nobody will do. Counts the outcome of such an execution where that is as it should be;
  // false where it is not, or nobody knows.
  virtual bool count_waiting([[maybe_unused]] StateRange states) { return false; }
  // Rows keep their place; new ones are added at the end.
  virtual std::vector<OutcomeCount> rows() const = 0;
  // Adds the counts of rows(), in the same order, to the end of `counts`; much cheaper, since it prints nothing.
  virtual void counts(std::vector<std::uint64_t>& counts) const = 0;
};

// Thread safety: const operations may run at once on disjoint ranges; act() on one range by different actors.
class Body {
 public:
  virtual ~Body() = default;

  virtual std::size_t state_size() const = 0;       // bytes
  virtual std::size_t state_alignment() const = 0;  // bytes
  virtual std::size_t actor_count() const = 0;

  // Makes a fresh state in each place. Throws what the state's constructor throws; no state is left then.
  virtual void construct(StateRange places) const = 0;
  virtual void destroy(StateRange states) const = 0;

  // Runs one actor once on each state, in order.
  virtual void act(std::size_t actor, StateRange states, ActorLog& log) const = 0;

  virtual std::unique_ptr<Tally> new_tally() const = 0;

  // Why an outcome that was counted is what it is, where the body knows more than its expectation says.
  virtual std::string why([[maybe_unused]] const std::string& outcome) const { return {}; }
};

// What the process that runs a scenario does for it. Thread safety: any thread may call it.
class Host {
 public:
  virtual ~Host() = default;
  // Something went wrong in the execution that is running; the execution goes on.
  virtual void report(Anomaly kind, std::string_view detail, const char* file, std::uint32_t line) noexcept = 0;
  // Whether operations can have been made one at a time. Not while an execution runs. A host that does not judge
  // allows nothing.
  virtual OrderFound order_of([[maybe_unused]] const SpecifiedHistory& history) { return {}; }
};

}  // namespace tenter
