#include "explore/witness/atomicity.h"

#include <fmt/format.h>

namespace tenter::explore {
namespace {

bool reads(Op op) { return op == Op::read || op == Op::atomic_load || op == Op::atomic_update; }
bool overwrites(Op op) { return op == Op::write || op == Op::atomic_store; }
bool writes(Op op) { return overwrites(op) || op == Op::atomic_update; }

// Three updates do no harm: each keeps what the one before has done.
bool all_updates(const TraceStep& a, const TraceStep& b, const TraceStep& c) {
  return a.operation.op == Op::atomic_update && b.operation.op == Op::atomic_update &&
         c.operation.op == Op::atomic_update;
}

// What it means that another thread's access lies between two of a thread's own; worst first.
struct Pattern {
  bool (*first)(Op);
  bool (*between)(Op);
  bool (*second)(Op);
  const char* consequence;
};

constexpr Pattern kPatterns[] = {
    {reads, writes, overwrites, "{0} writes a value computed from stale data"},
    {reads, writes, reads, "{0} reads two different values"},
    {writes, reads, writes, "{1} sees a state that {0} has not finished"},
    {writes, writes, reads, "{0} does not read what it has written"},
};

struct Enclosed {
  const TraceStep* first;
  const TraceStep* between;
  const TraceStep* second;
  const Pattern* pattern;
};

const TraceStep* next_on_same(const Trace& trace, std::size_t after, bool (*fits)(Op)) {
  const TraceStep& first = trace.steps[after];
  for (std::size_t i = after + 1; i < trace.steps.size(); ++i) {
    const TraceStep& step = trace.steps[i];
    if (step.task == first.task && same_memory(step, first) && fits(step.operation.op)) return &step;
  }
  return nullptr;
}

std::optional<Enclosed> enclosed_by(const Trace& trace, std::size_t index, const Pattern& pattern) {
  const TraceStep& first = trace.steps[index];
  // What makes and destroys the state always encloses all the rest.
  if (first.task == kMain || !pattern.first(first.operation.op)) return std::nullopt;
  const TraceStep* const second = next_on_same(trace, index, pattern.second);
  if (second == nullptr) return std::nullopt;
  for (const TraceStep* step = &first + 1; step < second; ++step) {
    if (step->task == first.task || !same_memory(*step, first) || !pattern.between(step->operation.op)) continue;
    if (!all_updates(first, *step, *second)) return Enclosed{&first, step, second, &pattern};
  }
  return std::nullopt;
}

std::optional<Enclosed> first_enclosed(const Trace& trace) {
  for (const Pattern& pattern : kPatterns) {
    for (std::size_t i = 0; i < trace.steps.size(); ++i) {
      if (const auto found = enclosed_by(trace, i, pattern)) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

bool same_memory(const TraceStep& left, const TraceStep& right) {
  const Operation& x = left.operation;
  const Operation& y = right.operation;
  return x.size != 0 && y.size != 0 && detail::overlap(x, y);
}

std::optional<std::string> broken_atomicity(const TraceDescriber& describer) {
  const std::optional<Enclosed> enclosed = first_enclosed(describer.trace());
  if (!enclosed) return std::nullopt;
  const std::string owner = describer.thread(enclosed->first->task);
  const std::string other = describer.thread(enclosed->between->task);
  return fmt::format("{}'s {} lies between {}'s {} and {}: {}", other, describer.phrase(*enclosed->between), owner,
                     describer.word(*enclosed->first), describer.word(*enclosed->second),
                     fmt::format(fmt::runtime(enclosed->pattern->consequence), owner, other));
}

}  // namespace tenter::explore
