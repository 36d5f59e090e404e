// Outcomes counted by value, of a type that only their code knows.
#pragma once

#include <tenter/body.h>
#include <tenter/detail/hidden.h>
#include <tenter/detail/outcome_code.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "scenario_code/description.h"
#include "scenario_code/late_rows.h"
#include "scenario_code/row_cache.h"

namespace tenter::detail {

// Memory for an outcome, and the outcome where there is one.
class OutcomeBox {
 public:
  explicit OutcomeBox(const OutcomeCode& code)
      : code_(&code), place_(::operator new(code.size, std::align_val_t(code.alignment))) {}
  OutcomeBox(OutcomeBox&& other) noexcept
      : code_(other.code_), place_(std::exchange(other.place_, nullptr)), full_(std::exchange(other.full_, false)) {}
  OutcomeBox& operator=(OutcomeBox&& other) noexcept {
    std::swap(code_, other.code_);
    std::swap(place_, other.place_);
    std::swap(full_, other.full_);
    return *this;
  }
  ~OutcomeBox() {
    empty();
    if (place_ != nullptr) ::operator delete(place_, std::align_val_t(code_->alignment));
  }

  // Makes an outcome by `make(place)`.
  template <class Make>
  void fill(Make make) {
    empty();
    make(place_);
    full_ = true;
  }
  void empty() {
    if (std::exchange(full_, false)) code_->destroy(place_);
  }
  const void* outcome() const { return place_; }
  // For whoever makes an outcome there by himself, and ends it.
  TENTER_HIDDEN_WITH_CALLER void* memory() { return place_; }

 private:
  const OutcomeCode* code_;
  void* place_;
  bool full_ = false;
};

// Scenarios have a handful of outcomes, so a linear search from the last hit beats hashing; from kLinear on, an index
// by text takes over. Outcomes that are a few integers, as most are, are found in a cache first.
class OutcomeCounts {
 public:
  explicit OutcomeCounts(const Description& description)
      : code_(*description.outcome), matchers_(description.matchers), spare_(code_) {}

  // REQUIRES: outcomes are packed. Throws what the scenario's predicates and printers throw; nothing is counted then.
  TENTER_HIDDEN_WITH_CALLER void add(std::uint64_t word) {
    std::size_t row = cache_.find(word);
    if (row == RowCache::kNone) [[unlikely]]
      row = find(word);
    ++first_row_[row].count;
  }
  // Else. Counts the outcome that `make(place)` makes. Throws what that throws, too.
  template <class Make>
  void add(Make make) {
    spare_.fill(make);
    if (last_ >= rows_.size() || rows_[last_].others || !code_.equal(rows_[last_].box.outcome(), spare_.outcome())) {
      last_ = find();
    }
    ++rows_[last_].count;
    spare_.empty();
  }

  std::vector<OutcomeCount> rows() const;
  void append_to(std::vector<std::uint64_t>& counts) const;

 private:
  static constexpr std::size_t kLinear = 32;

  struct Row {
    OutcomeBox box;
    std::uint64_t count;
    int expectation;
    bool others;
  };

  std::size_t find(std::uint64_t word);
  // The row of what is in `spare_`.
  std::size_t find();
  std::size_t find_by_text();
  std::size_t append(bool others);
  int match() const;
  std::string text_or_why_not(const OutcomeBox& box) const;
  std::string text_of(const OutcomeBox& box) const;

  const OutcomeCode& code_;
  const std::vector<Matcher>& matchers_;
  std::vector<Row> rows_;
  Row* first_row_ = nullptr;  // the accessors of vectors are instrumented
  std::size_t last_ = 0;
  RowCache cache_;
  LateRows late_;
  OutcomeBox spare_;
};

}  // namespace tenter::detail
