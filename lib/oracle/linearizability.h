// Linearizability: is there an order of a history's operations in which each comes between its invocation and its
// response, and which a sequential specification allows?
//
// The search is that of Wing and Gong, "Testing and verifying concurrent objects", J. Parallel Distrib. Comput. 17
// (1993), with the memory of Lowe, "Testing for linearizability", Concurrency Comput. 29 (2017): two ways to place
// the same operations which lead to the same state need not be looked at twice. Where it departs from them:
//   - a state is kept once, whatever the number of ways that lead to it, and known by a number;
//   - of the set of placed operations only what lies beyond the first that is missing is written down, for most of a
//     history is behind that: what is remembered grows with how much overlaps, not with the length of the history.
//
// The problem is NP-complete (Gibbons and Korach, "Testing shared memories", SIAM J. Comput. 26, 1997), so a search
// may come to the end of its budget: it says `unknown` then, and how far it has come.
//
// Thread safety: values; searches share nothing.
#pragma once

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tenter::oracle {

// The response of an operation that never returned: it may have happened at any time after its invocation, or not.
inline constexpr std::uint64_t kPending = std::numeric_limits<std::uint64_t>::max();

// When an operation was invoked and when it returned, on any clock that all operations share. One that returns when
// another is invoked overlaps with it. REQUIRES: invoked <= responded.
struct Interval {
  std::uint64_t invoked = 0;
  std::uint64_t responded = kPending;
};

// What a search may use; it ends with `unknown` where one of them is used up, or `stop` says so.
struct SearchBudget {
  std::optional<std::chrono::steady_clock::time_point> deadline;
  bool (*stop)() = nullptr;                                          // asked now and then
  std::uint64_t states = std::numeric_limits<std::uint64_t>::max();  // pairs of placed operations and state
};

enum class Answer : std::uint8_t { yes, no, unknown };

struct Linearization {
  Answer answer = Answer::unknown;
  // Operations, by their number in the history: one order that is allowed; without one, the longest beginning of an
  // order that was found.
  std::vector<std::uint32_t> order;
  // Without one: those of which one would have to come next there, and cannot.
  std::vector<std::uint32_t> stuck;
  std::uint64_t states = 0;  // pairs of placed operations and state that were seen
};

// A sequential specification together with the operations of one history, known by their number in it.
template <class M>
concept SequentialModel = std::copyable<typename M::State> && std::equality_comparable<typename M::State> &&
    requires(const M& model, typename M::State& state, const typename M::State& seen, std::uint32_t operation) {
  // Before any operation.
  { model.initial() } -> std::same_as<typename M::State>;
  // Makes the operation. False where it cannot be made there, or not with the result that it had; the state means
  // nothing then. What has never returned has any result.
  { model.step(state, operation) } -> std::same_as<bool>;
  { model.hash(seen) } -> std::convertible_to<std::size_t>;
};

namespace detail {

inline std::uint64_t mixed(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93U;
  value ^= value >> 32U;
  return value * 0xd6e8feb86659fd93U;
}

// A set of short sequences of words.
class WordsSet {
 public:
  // False when it was there.
  bool insert(std::span<const std::uint64_t> words) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    std::size_t at = hash_of(words) & (slots_.size() - 1);
    for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (equal(slots_[at] - 1, words)) return false;
    }
    slots_[at] = kept_.size() + 1;
    kept_.push_back(words.size());
    kept_.insert(kept_.end(), words.begin(), words.end());
    ++count_;
    return true;
  }
  std::size_t size() const { return count_; }

 private:
  static std::size_t hash_of(std::span<const std::uint64_t> words) {
    std::uint64_t hash = words.size();
    for (const std::uint64_t word : words) hash = mixed(hash ^ word);
    return hash;
  }
  std::span<const std::uint64_t> words_at(std::size_t offset) const {
    return std::span(kept_).subspan(offset + 1, kept_[offset]);
  }
  bool equal(std::size_t offset, std::span<const std::uint64_t> words) const {
    const auto kept = words_at(offset);
    return std::equal(kept.begin(), kept.end(), words.begin(), words.end());
  }
  void grow() {
    slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), 0);
    for (std::size_t offset = 0; offset < kept_.size(); offset += 1 + kept_[offset]) {
      std::size_t at = hash_of(words_at(offset)) & (slots_.size() - 1);
      while (slots_[at] != 0) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = offset + 1;
    }
  }

  std::vector<std::uint64_t> kept_;   // one after the other, each after its length
  std::vector<std::uint64_t> slots_;  // where in there, plus 1; 0: free. A power of two.
  std::size_t count_ = 0;
};

// Each state once, by a number.
template <class Model>
class States {
 public:
  using State = typename Model::State;

  explicit States(const Model& model) : numbers_(0, Hash{this}, Same{this}), model_(model) {}
  States(const States&) = delete;
  States& operator=(const States&) = delete;

  std::uint32_t number_of(State state) {
    states_.push_back(std::move(state));
    const auto number = static_cast<std::uint32_t>(states_.size() - 1);
    const auto [at, is_new] = numbers_.insert({number, number});
    if (!is_new) states_.pop_back();
    return at->second;
  }
  const State& operator[](std::uint32_t number) const { return states_[number]; }

 private:
  struct Hash {
    const States* all;
    std::size_t operator()(std::uint32_t number) const { return all->model_.hash(all->states_[number]); }
  };
  struct Same {
    const States* all;
    bool operator()(std::uint32_t a, std::uint32_t b) const { return all->states_[a] == all->states_[b]; }
  };

  std::deque<State> states_;  // no vector, which would keep truth values as bits
  std::unordered_map<std::uint32_t, std::uint32_t, Hash, Same> numbers_;
  const Model& model_;
};

// The invocations and responses of the operations that are not placed, in the order of time; and which are placed.
// Operations are known by their rank among all invocations.
class Unplaced {
 public:
  using Node = std::uint32_t;
  static constexpr Node kHead = 0;

  explicit Unplaced(std::span<const Interval> operations);

  Node first() const { return next_[kHead]; }
  Node after(Node node) const { return next_[node]; }
  bool is_response(Node node) const { return is_response_[node]; }
  std::uint32_t rank(Node node) const { return rank_[node]; }
  std::uint32_t operation(std::uint32_t rank) const { return operations_[rank]; }
  bool all_returned_are_placed() const { return responses_left_ == 0; }

  // REQUIRES: an invocation.
  void place(Node node);
  // The last that was placed.
  void take_back(Node node);

  // The placed operations in few words: equal for equal sets only. Adds to `words`.
  void describe(std::vector<std::uint64_t>& words) const;

 private:
  static constexpr std::uint32_t kBits = 64;

  void remove(Node node) {
    next_[previous_[node]] = next_[node];
    previous_[next_[node]] = previous_[node];
  }
  void put_back(Node node) { next_[previous_[node]] = previous_[next_[node]] = node; }
  bool returns(std::uint32_t rank) const { return response_of_[rank] != kHead; }

  // By node; a ring from kHead to kHead.
  std::vector<Node> next_, previous_;
  std::vector<bool> is_response_;
  std::vector<std::uint32_t> rank_;
  // By rank.
  std::vector<std::uint32_t> operations_;
  std::vector<Node> response_of_;             // kHead: pending
  std::vector<std::uint32_t> number_;         // among those that returned, or among those that did not
  std::vector<std::uint64_t> placed_;         // a bit each, of those that returned
  std::vector<std::uint64_t> pending_;        // and of those that did not
  std::vector<std::uint32_t> first_missing_;  // after each operation placed: the first that returned and is not
  std::size_t returned_ = 0;
  std::size_t responses_left_ = 0;  // of returned_, those that are not placed
};

}  // namespace detail

template <SequentialModel Model>
class LinearizationSearch {
 public:
  // REQUIRES: `model` outlives it.
  LinearizationSearch(const Model& model, std::span<const Interval> operations)
      : model_(model), unplaced_(operations), states_(model) {}

  Linearization run(const SearchBudget& budget) {
    state_ = states_.number_of(model_.initial());
    Node node = unplaced_.first();
    while (!unplaced_.all_returned_are_placed()) {
      if (is_over(budget)) return result(Answer::unknown);
      if (!unplaced_.is_response(node) && node != detail::Unplaced::kHead) {
        node = place(node) ? unplaced_.first() : unplaced_.after(node);
        continue;
      }
      note_how_far();
      if (path_.empty()) return result(Answer::no);
      node = unplaced_.after(take_back());
    }
    note_how_far();
    return result(Answer::yes);
  }

 private:
  using Node = detail::Unplaced::Node;

  struct Placed {
    Node node;
    std::uint32_t before;  // the state
  };

  bool place(Node node) {
    auto state = states_[state_];
    if (!model_.step(state, unplaced_.operation(unplaced_.rank(node)))) return false;
    const std::uint32_t after = states_.number_of(std::move(state));
    unplaced_.place(node);
    words_.assign(1, after);
    unplaced_.describe(words_);
    if (!seen_.insert(words_)) {
      unplaced_.take_back(node);
      return false;
    }
    path_.push_back({node, std::exchange(state_, after)});
    return true;
  }

  Node take_back() {
    const Placed last = path_.back();
    path_.pop_back();
    unplaced_.take_back(last.node);
    state_ = last.before;
    common_ = std::min(common_, path_.size());
    return last.node;
  }

  // Longer beginnings mostly begin as the longest one so far.
  void note_how_far() {
    if (path_.size() < longest_.size() || (path_.size() == longest_.size() && !stuck_.empty())) return;
    longest_.resize(common_);
    for (std::size_t i = common_; i < path_.size(); ++i) {
      longest_.push_back(unplaced_.operation(unplaced_.rank(path_[i].node)));
    }
    common_ = path_.size();
    stuck_.clear();
    for (Node node = unplaced_.first(); node != detail::Unplaced::kHead && !unplaced_.is_response(node);
         node = unplaced_.after(node)) {
      stuck_.push_back(unplaced_.operation(unplaced_.rank(node)));
    }
  }

  bool is_over(const SearchBudget& budget) {
    constexpr std::uint64_t kBetweenLooks = 1024;
    if (seen_.size() >= budget.states) return true;
    if (++turns_ % kBetweenLooks != 0) return false;
    if (budget.stop != nullptr && budget.stop()) return true;
    return budget.deadline && std::chrono::steady_clock::now() >= *budget.deadline;
  }

  Linearization result(Answer answer) {
    if (answer == Answer::unknown) note_how_far();
    if (answer == Answer::yes) stuck_.clear();
    return {answer, std::move(longest_), std::move(stuck_), seen_.size()};
  }

  const Model& model_;
  detail::Unplaced unplaced_;
  detail::States<Model> states_;
  std::uint32_t state_ = 0;
  std::vector<Placed> path_;
  detail::WordsSet seen_;
  std::vector<std::uint64_t> words_;
  std::uint64_t turns_ = 0;
  std::vector<std::uint32_t> longest_;
  std::vector<std::uint32_t> stuck_;
  std::size_t common_ = 0;  // so many of path_ are the first of longest_
};

// REQUIRES: the model knows as many operations.
template <SequentialModel Model>
Linearization linearize(const Model& model, std::span<const Interval> operations, const SearchBudget& budget = {}) {
  return LinearizationSearch<Model>(model, operations).run(budget);
}

}  // namespace tenter::oracle
