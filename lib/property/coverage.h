// Which operations have been made side by side. Thread safety: none.
#pragma once

#include <tenter/object_subject.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tenter::property {

class PairCoverage {
 public:
  void add(const ParallelProgram& program);
  // "pop with pop, push with pop": those pairs that could have been and were not, by commas. Empty: all were.
  std::string untested(const ObjectSubject& object) const;

 private:
  std::set<std::pair<std::uint32_t, std::uint32_t>> pairs_;  // the lower number first
};

}  // namespace tenter::property
