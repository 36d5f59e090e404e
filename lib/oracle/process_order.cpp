#include "oracle/process_order.h"

#include <cstddef>
#include <vector>

#include "oracle/visited.h"

namespace tenter::oracle {
namespace {

class ProcessOrderSearch {
 public:
  ProcessOrderSearch(SequentialObject& object, std::span<const ProcessOperation> operations,
                     const SearchBudget& budget)
      : object_(object), budget_(budget), operations_(operations), state_(object.initial()) {
    for (const ProcessOperation& one : operations) {
      if (one.process >= called_.size()) called_.resize(one.process + 1);
    }
    gates_.resize(called_.size());
    for (std::uint32_t i = 0; i < operations.size(); ++i) add(i, operations[i]);
    placed_.resize(called_.size());
  }

  Linearization result() {
    Answer answer = to_place_ == 0 ? Answer::yes : Answer::unknown;
    place_reads();
    for (std::uint32_t process = 0; answer == Answer::unknown && to_place_ > 0;) {
      if (!within_budget()) return told(Answer::unknown);
      if (process == called_.size()) {
        note_longest();
        if (!go_back(process)) answer = Answer::no;
      } else if (try_to_place(process)) {
        place_reads();
        process = 0;
      } else {
        ++process;
      }
    }
    return told(to_place_ == 0 ? Answer::yes : answer);
  }

 private:
  struct Step {
    std::uint32_t process;
    std::uint32_t state_before;
    bool final;
  };

  // What is pending is called by a process of its own, which begins when the other one has come so far.
  struct Gate {
    std::uint32_t process = 0;
    std::size_t placed = 0;
  };

  void add(std::uint32_t operation, const ProcessOperation& one) {
    if (one.pending) {
      gates_.push_back({one.process, called_[one.process].size()});
      called_.push_back({operation});
    } else {
      called_[one.process].push_back(operation);
      ++to_place_;
    }
  }

  bool within_budget() {
    constexpr std::uint64_t kBetweenLooks = 1024;
    if (steps_ >= budget_.steps || visited_.full()) return false;
    if (++turns_ % kBetweenLooks != 0) return true;
    return visited_.bytes() <= budget_.memory &&
           (!budget_.deadline || std::chrono::steady_clock::now() < *budget_.deadline);
  }

  bool has_next(std::uint32_t process) const {
    const Gate& gate = gates_[process];
    return placed_[process] < called_[process].size() && placed_[gate.process] >= gate.placed;
  }
  std::uint32_t next_of(std::uint32_t process) const { return called_[process][placed_[process]]; }

  // The state that it leads to.
  std::uint32_t stepped(std::uint32_t operation) {
    ++steps_;
    return object_.step(state_, operation);
  }

  // One may allow another of the same process, none of another's.
  void place_reads() {
    for (std::uint32_t process = 0; process < called_.size(); ++process) {
      while (has_next(process) && object_.only_reads(next_of(process)) &&
             stepped(next_of(process)) != SequentialObject::kRefused) {
        place(process, state_, true);
      }
    }
  }

  bool try_to_place(std::uint32_t process) {
    if (!has_next(process)) return false;
    const std::uint32_t operation = next_of(process);
    if (object_.only_reads(operation)) return false;
    const std::uint32_t after = stepped(operation);
    if (after == SequentialObject::kRefused) return false;
    if (operations_[operation].pending && after == state_) return false;  // it may as well be left out
    ++placed_[process];
    const bool is_new = remember(after);
    --placed_[process];
    if (!is_new) return false;
    place(process, after, false);
    return true;
  }

  bool remember(std::uint32_t state) {
    key_.assign(1, state);
    for (const std::size_t count : placed_) key_.push_back(count);
    return visited_.insert(key_);
  }

  void place(std::uint32_t process, std::uint32_t after, bool final) {
    path_.push_back({process, state_, final});
    if (!operations_[next_of(process)].pending) --to_place_;
    ++placed_[process];
    state_ = after;
  }

  // Takes back the last operation that was not final; `process` is then whose to try in its place.
  bool go_back(std::uint32_t& process) {
    while (!path_.empty()) {
      const Step step = path_.back();
      path_.pop_back();
      --placed_[step.process];
      if (!operations_[next_of(step.process)].pending) ++to_place_;
      state_ = step.state_before;
      if (step.final) continue;
      process = step.process + 1;
      return true;
    }
    return false;
  }

  std::vector<std::uint32_t> order() const {
    std::vector<std::size_t> at(called_.size());
    std::vector<std::uint32_t> result;
    for (const Step& step : path_) result.push_back(called_[step.process][at[step.process]++]);
    return result;
  }

  void note_longest() {
    if (noted_ && path_.size() <= longest_.size()) return;
    noted_ = true;
    longest_ = order();
    stuck_.clear();
    for (std::uint32_t process = 0; process < called_.size(); ++process) {
      if (has_next(process) && !operations_[next_of(process)].pending) stuck_.push_back(next_of(process));
    }
  }

  Linearization told(Answer answer) const {
    Linearization result;
    result.answer = answer;
    const bool here = answer == Answer::yes || path_.size() > longest_.size();
    result.order = here ? order() : longest_;
    if (!here) result.stuck = stuck_;
    result.steps = steps_;
    result.states = visited_.size();
    result.bytes = visited_.bytes();
    return result;
  }

  SequentialObject& object_;
  SearchBudget budget_;
  std::span<const ProcessOperation> operations_;
  std::vector<std::vector<std::uint32_t>> called_;  // by process, in order
  std::vector<Gate> gates_;                         // by process; of most, none
  std::vector<std::size_t> placed_;                 // by process: so many of them
  std::size_t to_place_ = 0;
  std::uint32_t state_;
  KeySet visited_;
  std::vector<std::uint64_t> key_;
  std::vector<Step> path_;
  std::vector<std::uint32_t> longest_;
  std::vector<std::uint32_t> stuck_;
  bool noted_ = false;
  std::uint64_t steps_ = 0;
  std::uint64_t turns_ = 0;
};

}  // namespace

Linearization order_processes(SequentialObject& object, std::span<const ProcessOperation> operations,
                              const SearchBudget& budget) {
  return ProcessOrderSearch(object, operations, budget).result();
}

}  // namespace tenter::oracle
