// A plan run under explore, and held against all properties.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "plan.h"
#include "properties.h"

namespace tenter::test {

// The version as it is, first, and the mutants.
const std::vector<Variant>& variants();

// What makes a version of the same number what it is.
struct Change {
  const char* name;
  const char* file;
  const char* before;  // perhaps with lines around the one that is changed
  const char* after;
};
const std::vector<Change>& changes();

struct Checked {
  Properties violated;
  std::uint64_t executions = 0;
  bool complete = false;  // nothing else can happen
};

// At most so many executions: by dpor, and when half of them have not been all that can happen, the rest at random,
// always the same.
Checked check(const Variant& variant, const QueuePlan& plan, std::uint64_t most);
Checked check(const Variant& variant, const ExecutorPlan& plan, std::uint64_t most);

std::ostream& operator<<(std::ostream& out, const QueuePlan& plan);
std::ostream& operator<<(std::ostream& out, const ExecutorPlan& plan);

}  // namespace tenter::test
