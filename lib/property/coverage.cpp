#include "property/coverage.h"

#include <algorithm>

namespace tenter::property {
namespace {

// Those of one role are never made by two threads.
bool can_meet(const OperationInfo& one, const OperationInfo& other) {
  return one.role.empty() || one.role != other.role;
}

}  // namespace

void PairCoverage::add(const ParallelProgram& program) {
  for (std::size_t i = 0; i < program.threads.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      for (const Call& one : program.threads[i]) {
        for (const Call& other : program.threads[j]) pairs_.insert(std::minmax(one.operation, other.operation));
      }
    }
  }
}

std::string PairCoverage::untested(const ObjectSubject& object) const {
  const auto& operations = object.operations();
  std::string text;
  for (std::uint32_t i = 0; i < operations.size(); ++i) {
    for (std::uint32_t j = i; j < operations.size(); ++j) {
      if (pairs_.contains({i, j}) || !can_meet(operations[i], operations[j])) continue;
      text += (text.empty() ? "" : ", ") + operations[i].name + " with " + operations[j].name;
    }
  }
  return text;
}

}  // namespace tenter::property
