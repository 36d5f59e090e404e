// What an engine brings back from running a scenario. Plain values; nothing here judges them.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/body.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/coverage.h"
#include "model/engine.h"
#include "model/frame.h"
#include "model/witness.h"

namespace tenter {

// One of the accesses that make up an anomaly.
struct Access {
  std::string op;            // "read", "write", "atomic read", "atomic write", "free", ...
  std::string thread;        // the actor's name, or "thread 5" for one that the scenario started
  std::uint32_t size = 0;    // bytes; 0 when unknown
  Frame where;               // the innermost frame in the scenario's own sources
  std::vector<Frame> stack;  // innermost first

  friend bool operator==(const Access&, const Access&) = default;
};

// An anomaly that was witnessed, deduplicated.
struct AnomalyReport {
  Anomaly kind = Anomaly::forbidden_outcome;
  std::string detail;       // a sentence
  std::uint64_t count = 1;  // how often it was seen
  std::vector<Access> accesses;
  std::string location;            // what memory: "heap block of 16 bytes", "global `x`", ... ; empty when unknown
  std::optional<Frame> allocated;  // where that memory was allocated

  friend bool operator==(const AnomalyReport&, const AnomalyReport&) = default;
};

// A report that is known to be false on correct code, with the reason why it does not count.
struct SuppressedReport {
  AnomalyReport report;
  std::string reason;
};

// Whether the actors really overlapped. Measured on a sample of the executions, by each actor's begin and end.
struct Contention {
  std::uint64_t probes = 0;      // executions looked at
  std::uint64_t overlapped = 0;  // of those, executions in which at least two actors ran at the same time

  double share() const { return probes == 0 ? 0.0 : static_cast<double>(overlapped) / static_cast<double>(probes); }
};

// How one way of bringing the actors together did.
struct ModeReport {
  std::string mode;  // "free, batch 512, packed"
  std::uint64_t executions = 0;
  double seconds = 0;
  std::uint64_t rare = 0;  // executions whose outcome was not the mode's most frequent one
  Contention contention;
};

// How the explore engine has searched.
struct Exploration {
  std::string strategy;         // by name; "dpor, then random" when one followed the other
  std::uint64_t anomalous = 0;  // executions with a forbidden outcome or an end other than the return of all threads
  std::uint64_t blocked = 0;    // executions given up as redundant, or at the bound of steps
  std::uint32_t preemptions = 0;   // of coverage `bounded`: all executions with at most so many were seen
  bool followed = true;            // of a replay: the schedule, to its end
  std::vector<Witness> witnesses;  // one for each anomaly, and for each outcome that is not acceptable
  // Of all executions those that were drawn at random: a search that was stopped in the middle of an order of its own
  // is no sample.
  std::uint64_t sampled = 0;
  // Of an object's programs: those that coverage `exhaustive` is of, in words. Empty: there is only one program.
  std::string programs = {};
  // Of coverage `exhaustive` or `bounded`: how many executions make it up, those given up not counted. There may have
  // been others, before it and after.
  std::uint64_t covering = 0;
  bool reduced = false;  // executions that come to the same as one that was made are left out
};

struct Evidence {
  Engine engine = Engine::stress;
  std::uint64_t executions = 0;  // those started
  double seconds = 0;
  std::uint64_t seed = 0;
  Coverage coverage = Coverage::sampled;
  std::string memory_model;         // what the executions could show: "x86-64 hardware", ...
  bool weaker_orders_used = false;  // than the model has
  // Where the first of them was seen to matter: two accesses to an atomic, not both seq_cst, that nothing but
  // themselves orders. Empty where none was.
  std::string order_that_matters;
  std::vector<OutcomeCount> outcomes;    // by count, highest first
  std::vector<AnomalyReport> anomalies;  // those that are no outcome's: races, crashes, failed checks, ...
  std::vector<SuppressedReport> suppressed;
  // Races, some of them with a free(), of which one side, or the order that would make them none, may lie in a
  // library that is not instrumented: they speak neither for a claim nor against it.
  std::vector<SuppressedReport> suspected;
  std::vector<std::string> uncontrolled;      // what ran outside the engine's sight
  std::vector<std::string> unseen_libraries;  // that are not instrumented: file names
  bool races_modelled = true;  // false when races could not be told from order that the engine cannot see
  Contention contention;
  std::vector<ModeReport> modes;
  std::optional<Exploration> exploration;  // of explore only
  std::vector<std::string> notes;          // what else a reader should know, a sentence each
  bool interrupted = false;                // ended by the user before its budget
};

// The scenario asks for weaker orders than the model has, and they may show more. Where none was seen to matter in
// all the executions that there are, they do not.
bool weaker_orders_left_out(const Evidence& evidence);

// Why a race is only suspected: what these libraries, by file name, may do. REQUIRES: there are some.
std::string suspicion_of(const std::vector<std::string>& libraries);

// "sequentially consistent; weaker orders not explored"; empty when no execution was made.
std::string memory_in_words(const Evidence& evidence);

// The executions that make up what was covered, each another interleaving; of a sample all that were not given up.
std::uint64_t interleavings(const Evidence& evidence);

// The probability bound for whatever n executions have not shown: 3/n, at 95% confidence (the rule of three;
// Hanley and Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 1983). 1 for n < 3.
double upper_bound_95(std::uint64_t executions);

}  // namespace tenter
