#include "oracle/linearizability.h"

#include <algorithm>

#include "oracle/visited.h"

namespace tenter {
namespace oracle {
namespace {

class LinearizabilitySearch {
 public:
  LinearizabilitySearch(SequentialObject& object, std::span<const Interval> operations, const SearchBudget& budget)
      : object_(object),
        budget_(budget),
        list_(operations,
              [&](std::uint32_t i) { return operations[i].responded == kPending && object.only_reads(i); }),
        finished_(rank(operations)),
        pending_(rank(operations)),
        state_(object.initial()) {}

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
  using Node = IntervalList::Node;

  struct Step {
    Node call;
    std::uint32_t state_before;
    bool final;  // no other operation needs to be tried in its place
  };

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
    const std::uint32_t after = object_.step(state_, operation);
    if (after == SequentialObject::kRefused || in_vain(operation, after)) return false;
    const bool final = object_.only_reads(operation);
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
  bool in_vain(std::uint32_t operation, std::uint32_t after) {
    if (!has_returned_[operation] && after == state_) return true;
    if (path_.empty() || has_returned_[list_.operation(path_.back().call)]) return false;
    return object_.step(path_.back().state_before, operation) == after;
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

  SequentialObject& object_;
  SearchBudget budget_;
  IntervalList list_;
  std::vector<std::uint32_t> ranks_;
  std::vector<bool> has_returned_;
  std::size_t to_place_ = 0;  // operations that have returned and have no place yet
  PlacedSet finished_;
  PlacedSet pending_;
  std::uint32_t state_;
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

}  // namespace
}  // namespace oracle

Linearization linearize(oracle::SequentialObject& object, std::span<const Interval> operations,
                        const SearchBudget& budget) {
  return oracle::LinearizabilitySearch(object, operations, budget).result();
}

}  // namespace tenter
