// Which operations are visible steps, besides atomics and synchronisation, because they were seen to matter: plain
// accesses that race, and releases that could be told from later ones.
//
// Outlasts executions. An execution that finds another one was not asked there; whoever searches begins anew.
//
// Thread safety: none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>
#include <vector>

#include "explore/event/execution_result.h"
#include "explore/event/race.h"
#include "explore/event/reported_races.h"

namespace tenter::explore {

class Visibility {
 public:
  // A new execution, that has found nothing yet.
  void begin() {
    found_new_ = false;
    benign_.clear();
  }
  bool found_new() const { return found_new_; }

  // Plain accesses, by where in the code they are.
  bool is_step(std::uintptr_t pc) const { return !accesses_.empty() && accesses_.contains(pc); }
  void make_step(std::uintptr_t pc) { found_new_ |= accesses_.insert(pc).second; }

  // A release of `object` could be told from a later one, by a try_lock say: it is a visible step from now on.
  void watch_releases(Object object) { found_new_ |= releases_.insert(object.code()).second; }
  bool watches_releases(Object object) const { return releases_.contains(object.code()); }

  // Between two executions.
  VisiblePlaces places() const;
  void set_places(const VisiblePlaces& places);

  // The program says of these bytes that they may race, until the execution ends.
  void declare_benign(std::uintptr_t address, std::size_t size) { benign_.push_back({address, size}); }

  // The places of a race become steps, both of them. False when it has been reported, or may be.
  bool learn(const Race& race);
  // Whether an access that races is a step, and was one when it was made.
  bool was_step(const RecordedAccess& access) const {
    return access.atomic || (!found_new_ && accesses_.contains(access.pc));
  }
  const ReportedRaces& reported_races() const { return reported_races_; }
  void set_reported_races(ReportedRaces races) { reported_races_ = std::move(races); }

 private:
  struct Bytes {
    std::uintptr_t begin;
    std::size_t size;
  };

  bool may_race(std::uintptr_t address) const;

  std::unordered_set<std::uintptr_t> accesses_;
  std::unordered_set<std::uintptr_t> releases_;  // codes of objects
  ReportedRaces reported_races_;
  std::vector<Bytes> benign_;
  bool found_new_ = false;
};

}  // namespace tenter::explore
