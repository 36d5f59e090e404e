// Linearizability of a recorded history: is there one order of its operations that respects what happened before
// what, and in which a sequential object gives the recorded results?
//
// A model is the sequential object:
//
//     struct Model {
//       using State = ...;                                   // copyable, with ==
//       State initial() const;
//       bool step(State& state, std::size_t operation) const;  // false: the recorded result is not allowed here
//       std::size_t hash_of(const State& state) const;
//       bool only_reads(std::size_t operation) const;        // optional: it changes no state that it is allowed in
//     };
//
// step() gets the number of an operation in the history. It need not keep `state` when it returns false. A pending
// operation may have had its effect or not: it is left out, or step() is called for it, which allows any result.
//
// The search is that of Wing and Gong (JPDC 17, 1993) with the list and the memory of visited configurations of Lowe
// (Concurrency and Computation 29(4), 2017), as in A. Horn and D. Kroening, "Faster linearizability checking via
// P-compositionality", FORTE 2015. Three departures: an operation that only reads is placed as soon as it is allowed,
// with no way back, for an order in which it comes later stays one when it is moved here; a pending operation that
// the next one makes forgotten is left out; and memory holds numbers of states and the few words that tell one set
// from another, never mere hashes of them, so that `no` is no matter of chance.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "oracle/interned.h"
#include "oracle/interval_list.h"
#include "oracle/visited.h"

namespace tenter {

enum class Answer : std::uint8_t { yes, no, unknown };

// What a search may spend; when it is spent the answer is `unknown`.
struct SearchBudget {
  std::uint64_t steps = std::numeric_limits<std::uint64_t>::max();  // calls of step()
  std::optional<std::chrono::steady_clock::time_point> deadline;    // looked at every now and then
  std::size_t memory = std::numeric_limits<std::size_t>::max();     // bytes for what was visited, states apart
};

struct Linearization {
  Answer answer = Answer::unknown;
  // For `yes` a witness: numbers of operations, in an order that explains the history. Otherwise the longest
  // beginning of one that was found.
  std::vector<std::uint32_t> order;
  // Unless `yes`: the operations that could come next after `order`, none of which is allowed there. Empty when the
  // search ended before it had tried them.
  std::vector<std::uint32_t> stuck;
  std::uint64_t steps = 0;
  std::uint64_t states = 0;  // configurations visited: operations placed, and the state that they lead to
  std::size_t bytes = 0;     // for remembering them
};

namespace oracle {

template <class Model>
class LinearizabilitySearch {
 public:
  LinearizabilitySearch(const Model& model, std::span<const Interval> operations, const SearchBudget& budget)
      : model_(model),
        budget_(budget),
        list_(operations, [&](std::uint32_t i) { return operations[i].responded == kPending && only_reads(i); }),
        finished_(rank(operations)),
        pending_(rank(operations)),
        next_(model.initial()) {
    state_ = states_.number_of(next_, model_.hash_of(next_));
  }

  Linearization result() {
    Answer answer = to_place_ == 0 ? Answer::yes : Answer::unknown;
    Node node = list_.first();
    while (answer == Answer::unknown && within_budget()) {
      if (list_.is_return(node)) {
        // An operation that has returned by here has no place yet, and everything that could come before was tried.
        note_longest();
        if (!go_back(node)) answer = Answer::no;
      } else if (try_to_place(node)) {
        node = list_.first();
        if (to_place_ == 0) answer = Answer::yes;
      } else {
        node = list_.next(node);
      }
    }
    return told(answer);
  }

 private:
  using State = typename Model::State;
  using Node = IntervalList::Node;

  struct Step {
    Node call;
    std::uint32_t state_before;
    bool final;  // no other operation needs to be tried in its place
  };

  bool only_reads(std::uint32_t operation) const {
    if constexpr (requires { model_.only_reads(std::size_t{}); }) return model_.only_reads(operation);
    return false;
  }

  // Numbers what has returned, and apart from it what is pending, in the order of the calls: the former fill up from
  // the front, the latter may be left out for ever.
  std::size_t rank(std::span<const Interval> operations) {
    ranks_.resize(operations.size());
    has_returned_.resize(operations.size());
    std::uint32_t finished = 0;
    std::uint32_t pending = 0;
    for (Node node = list_.first(); node != IntervalList::kEnd; node = list_.next(node)) {
      if (list_.is_return(node)) continue;
      const std::uint32_t operation = list_.operation(node);
      has_returned_[operation] = operations[operation].responded != kPending;
      ranks_[operation] = has_returned_[operation] ? finished++ : pending++;
    }
    to_place_ = finished;
    return std::max(finished, pending);
  }

  bool within_budget() {
    constexpr std::uint64_t kBetweenLooks = 1024;
    if (steps_ >= budget_.steps || visited_.full()) return false;
    if (++turns_ % kBetweenLooks != 0) return true;
    return visited_.bytes() <= budget_.memory &&
           (!budget_.deadline || std::chrono::steady_clock::now() < *budget_.deadline);
  }

  bool try_to_place(Node call) {
    const std::uint32_t operation = list_.operation(call);
    ++steps_;
    next_ = states_[state_];
    if (!model_.step(next_, operation) || in_vain(operation, next_)) return false;
    const bool final = only_reads(operation);
    const std::uint32_t after = final ? state_ : states_.number_of(next_, model_.hash_of(next_));
    set(operation).insert(ranks_[operation]);
    if (!final && !is_new(after)) {
      set(operation).erase(ranks_[operation]);
      return false;
    }
    path_.push_back({call, state_, final});
    list_.lift(call);
    state_ = after;
    if (has_returned_[operation]) --to_place_;
    return true;
  }

  // A pending operation that changes nothing explains nothing, and neither does one that is followed by what would
  // have led to the same state without it: leaving it out is tried as well, and leaves more to choose from.
  bool in_vain(std::uint32_t operation, const State& after) const {
    if (!has_returned_[operation] && after == states_[state_]) return true;
    if (path_.empty() || has_returned_[list_.operation(path_.back().call)]) return false;
    State without = states_[path_.back().state_before];
    return model_.step(without, operation) && without == after;
  }

  // Takes back the last operation that was not final; `node` is then what to try in its place. False when there is
  // none.
  bool go_back(Node& node) {
    while (!path_.empty()) {
      const Step step = path_.back();
      path_.pop_back();
      shared_ = std::min(shared_, path_.size());
      const std::uint32_t operation = list_.operation(step.call);
      list_.unlift(step.call);
      set(operation).erase(ranks_[operation]);
      state_ = step.state_before;
      if (has_returned_[operation]) ++to_place_;
      if (step.final) continue;
      node = list_.next(step.call);
      return true;
    }
    return false;
  }

  PlacedSet& set(std::uint32_t operation) { return has_returned_[operation] ? finished_ : pending_; }

  bool is_new(std::uint32_t state) {
    key_.clear();
    key_.push_back(state);
    finished_.append_to(key_);
    pending_.append_to(key_);
    return visited_.insert(key_);
  }

  void note_longest() {
    if (path_.size() <= longest_.size() && noted_) return;
    noted_ = true;
    longest_.resize(shared_);
    for (std::size_t i = shared_; i < path_.size(); ++i) longest_.push_back(list_.operation(path_[i].call));
    shared_ = path_.size();
    stuck_.clear();
    for (Node node = list_.first(); !list_.is_return(node); node = list_.next(node)) {
      if (has_returned_[list_.operation(node)]) stuck_.push_back(list_.operation(node));
    }
  }

  std::vector<std::uint32_t> placed() const {
    std::vector<std::uint32_t> order;
    for (const Step& step : path_) order.push_back(list_.operation(step.call));
    return order;
  }

  Linearization told(Answer answer) const {
    Linearization result;
    result.answer = answer;
    const bool deeper = path_.size() > longest_.size();
    result.order = answer == Answer::yes || deeper ? placed() : longest_;
    if (answer != Answer::yes && !deeper) result.stuck = stuck_;
    result.steps = steps_;
    result.states = visited_.size();
    result.bytes = visited_.bytes();
    return result;
  }

  const Model& model_;
  SearchBudget budget_;
  IntervalList list_;
  std::vector<std::uint32_t> ranks_;
  std::vector<bool> has_returned_;
  std::size_t to_place_ = 0;  // operations that have returned and have no place yet
  PlacedSet finished_;
  PlacedSet pending_;
  Interned<State> states_;
  State next_;  // room for step()
  std::uint32_t state_ = 0;
  KeySet visited_;
  std::vector<std::uint64_t> key_;
  std::vector<Step> path_;
  std::vector<std::uint32_t> longest_;
  std::size_t shared_ = 0;  // so many steps of the path are also the first ones of the longest
  std::vector<std::uint32_t> stuck_;
  bool noted_ = false;
  std::uint64_t steps_ = 0;
  std::uint64_t turns_ = 0;
};

}  // namespace oracle

// Looks for an order of `operations` that `model` allows. Deterministic, and a pure function unless the budget has a
// deadline.
template <class Model>
Linearization linearize(const Model& model, std::span<const Interval> operations, const SearchBudget& budget = {}) {
  return oracle::LinearizabilitySearch<Model>(model, operations, budget).result();
}

}  // namespace tenter
