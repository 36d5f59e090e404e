#include "happens_before.h"

namespace tenter::explore::test {
namespace {

using enum std::memory_order;

bool acquires(const Event& event) {
  return event.order == acquire || event.order == consume || event.order == acq_rel || event.order == seq_cst;
}

bool releases(const Event& event) {
  return event.order == release || event.order == acq_rel || event.order == seq_cst;
}

bool touches(const Event& event, std::uintptr_t byte) {
  return accesses_memory(event) && event.address <= byte && byte < event.address + event.size;
}

bool overlap(const Event& a, const Event& b) { return touches(a, b.address) || touches(b, a.address); }

bool conflict(const Event& a, const Event& b) { return (writes(a) || writes(b)) && !(is_atomic(a) && is_atomic(b)); }

// Whatever conflicts with `old` conflicts with `fresh`, and their order matters as much.
bool replaces(const Event& fresh, const Event& old) {
  if (writes(old) && !writes(fresh)) return false;
  return !is_atomic(fresh) || (is_atomic(old) && (fresh.order != seq_cst || old.order == seq_cst));
}

}  // namespace

HappensBefore::HappensBefore(const Trace& trace, Orders orders)
    : trace_(trace), orders_(orders), before_(trace.size(), std::vector<bool>(trace.size(), false)) {
  add_program_order();
  add_synchronisation();
  close();
}

void HappensBefore::add_program_order() {
  for (std::size_t i = 0; i < trace_.size(); ++i) {
    for (std::size_t j = i + 1; j < trace_.size(); ++j) {
      const bool same = trace_[i].task == trace_[j].task;
      const bool forks = trace_[i].what == Did::fork && trace_[i].other == trace_[j].task;
      const bool joins = trace_[j].what == Did::join && trace_[j].other == trace_[i].task;
      const bool forks_joined =  // and did nothing meanwhile
          trace_[i].what == Did::fork && trace_[j].what == Did::join && trace_[i].other == trace_[j].other;
      if (same || forks || joins || forks_joined) before_[i][j] = true;
    }
  }
}

void HappensBefore::add_synchronisation() {
  for (std::size_t j = 0; j < trace_.size(); ++j) {
    const Did what = trace_[j].what;
    if (what == Did::load || what == Did::update) add_reads_from(j);
    if (what != Did::acquire) continue;
    for (std::size_t i = 0; i < j; ++i) {
      if (trace_[i].what == Did::release && trace_[i].address == trace_[j].address) before_[i][j] = true;
    }
  }
}

// The load reads the last store before it. That is in the release sequences headed by itself and, if it is a
// read-modify-write, by those in which the one before it is.
void HappensBefore::add_reads_from(std::size_t load) {
  for (std::size_t i = load; i-- > 0;) {
    const Event& event = trace_[i];
    if (!writes(event) || !touches(event, trace_[load].address)) continue;
    if (!is_atomic(event)) return;  // which makes it a new object
    synchronise(i, load);
    if (event.what != Did::update) return;
  }
}

void HappensBefore::synchronise(std::size_t head, std::size_t load) {
  for (const std::size_t from : release_points(head)) {
    for (const std::size_t to : acquire_points(load)) before_[from][to] = true;
  }
}

std::vector<std::size_t> HappensBefore::release_points(std::size_t head) const {
  std::vector<std::size_t> points;
  if (releases(trace_[head]) && counts(trace_[head])) points.push_back(head);
  for (std::size_t i = 0; i < head; ++i) {
    const Event& event = trace_[i];
    if (event.what == Did::fence && event.task == trace_[head].task && releases(event) && counts(event))
      points.push_back(i);
  }
  return points;
}

std::vector<std::size_t> HappensBefore::acquire_points(std::size_t load) const {
  std::vector<std::size_t> points;
  if (acquires(trace_[load]) && counts(trace_[load])) points.push_back(load);
  for (std::size_t i = load + 1; i < trace_.size(); ++i) {
    const Event& event = trace_[i];
    if (event.what == Did::fence && event.task == trace_[load].task && acquires(event) && counts(event))
      points.push_back(i);
  }
  return points;
}

void HappensBefore::close() {
  for (std::size_t k = 0; k < trace_.size(); ++k) {
    for (std::size_t i = 0; i < trace_.size(); ++i) {
      for (std::size_t j = 0; before_[i][k] && j < trace_.size(); ++j) {
        if (before_[k][j]) before_[i][j] = true;
      }
    }
  }
}

RacyPairs all_races(const Trace& trace) {
  const HappensBefore before(trace);
  RacyPairs races;
  for (std::size_t j = 0; j < trace.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      if (overlap(trace[i], trace[j]) && conflict(trace[i], trace[j]) && !before(i, j)) races.emplace(i, j);
    }
  }
  return races;
}

RacyPairs latest_races(const Trace& trace) {
  const HappensBefore before(trace);
  const auto forgotten = [&](std::size_t access, std::size_t until, std::uintptr_t byte) {
    for (std::size_t i = access + 1; i < until; ++i) {
      if (touches(trace[i], byte) && replaces(trace[i], trace[access]) && before(access, i)) return true;
    }
    return false;
  };
  RacyPairs races;
  for (const auto& [earlier, later] : all_races(trace)) {
    for (std::uintptr_t byte = trace[later].address; byte < trace[later].address + trace[later].size; ++byte) {
      if (touches(trace[earlier], byte) && !forgotten(earlier, later, byte)) races.emplace(earlier, later);
    }
  }
  return races;
}

bool order_matters(const Trace& trace) {
  const HappensBefore before(trace, HappensBefore::Orders::seq_cst);
  const auto weaker = [](const Event& event) { return event.order != seq_cst; };
  for (std::size_t j = 0; j < trace.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      const bool atomics = is_atomic(trace[i]) && is_atomic(trace[j]) && overlap(trace[i], trace[j]);
      const bool conflicting = writes(trace[i]) || writes(trace[j]);
      if (atomics && conflicting && (weaker(trace[i]) || weaker(trace[j])) && !before(i, j)) return true;
    }
  }
  return false;
}

}  // namespace tenter::explore::test
