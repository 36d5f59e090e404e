// Happens-before as C++20 defines it, taken literally: a relation between all pairs of events, closed over itself.
#pragma once

#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include "trace.h"

namespace tenter::explore::test {

class HappensBefore {
 public:
  // What atomics and fences order, too; or of them only what seq_cst atomics do.
  enum class Orders { all, seq_cst };
  explicit HappensBefore(const Trace& trace, Orders orders = Orders::all);

  bool operator()(std::size_t earlier, std::size_t later) const { return before_[earlier][later]; }

 private:
  void add_program_order();
  void add_synchronisation();
  void add_reads_from(std::size_t load);
  void synchronise(std::size_t head, std::size_t load);
  std::vector<std::size_t> release_points(std::size_t head) const;
  std::vector<std::size_t> acquire_points(std::size_t load) const;
  void close();

  bool counts(const Event& event) const {
    return orders_ == Orders::all || (is_atomic(event) && event.order == std::memory_order_seq_cst);
  }

  const Trace& trace_;
  const Orders orders_;
  std::vector<std::vector<bool>> before_;
};

// All pairs of places in the trace that race.
using RacyPairs = std::set<std::pair<std::size_t, std::size_t>>;
RacyPairs all_races(const Trace& trace);

// Of those, the ones that are left when of each byte only the latest accesses are remembered: an access is forgotten
// for a later one that it happens before and that conflicts with whatever it conflicts with.
RacyPairs latest_races(const Trace& trace);

// Whether two atomic accesses that conflict, and are not both seq_cst, are ordered by nothing but weaker orders.
bool order_matters(const Trace& trace);

}  // namespace tenter::explore::test
