// Judges the history of a queue in O(n log n), where no value is put in twice.
//
// A history of a queue whose values differ is linearizable exactly when it shows none of these (Henzinger, Sezgin and
// Vafeiadis, "Aspect-oriented linearizability proofs", CONCUR 2013; Bouajjani, Emmi, Enea and Hamza, "On reducing
// linearizability to state reachability", ICALP 2015):
//   - a value taken that nobody has put in, or taken twice;
//   - a value taken before it was put in;
//   - of two values of which one was put in before the other, the other was taken before it, or it never was;
//   - an empty queue found by a take during all of which something was certainly in it.
//
// Thread safety: functions without state.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "oracle/linearizability.h"

namespace tenter::oracle {

// An operation of a queue: put(value), or take, with 0 where nothing was there.
struct QueueOperation {
  bool put = false;
  std::int32_t value = 0;
};

// Operations that contradict each other: no order of them is allowed.
struct Contradiction {
  std::vector<std::uint32_t> operations;
  std::string why;  // a sentence in which {0}, {1}, ... stand for the operations
};

struct Judgement {
  Answer answer = Answer::unknown;  // unknown: this monitor cannot judge it
  std::optional<Contradiction> contradiction;
};

// Unknown where a value is put in twice, and where a take never returned, for that may have taken anything.
// REQUIRES: as many of both.
Judgement judge_queue(std::span<const QueueOperation> operations, std::span<const Interval> times);

}  // namespace tenter::oracle
