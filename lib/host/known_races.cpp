#include "host/known_races.h"

#include <algorithm>

namespace tenter {
namespace {

bool in_function(const Access& access, std::string_view part) {
  return std::any_of(access.stack.begin(), access.stack.end(), [&](const Frame& frame) {
    return std::string_view(frame.function).find(part) != std::string_view::npos;
  });
}

bool in_lockfree_freelist(const Access& access) {
  return in_function(access, "boost::lockfree::detail::freelist_stack<") ||
         in_function(access, "boost::lockfree::detail::fixed_size_freelist<");
}

// What its unsynchronized functions do is the fault of those who call them.
bool in_lockfree_stack(const Access& access) {
  return in_function(access, "boost::lockfree::stack<") && !in_function(access, "unsynchronized_");
}

}  // namespace

std::string_view why_harmless(const AnomalyReport& race) {
  if (race.kind != Anomaly::data_race) return {};
  const auto& accesses = race.accesses;
  if (std::any_of(accesses.begin(), accesses.end(), in_lockfree_freelist)) {
    return "Boost.Lockfree's freelist reads the link of a node that another thread may be reusing, and discards what "
           "it read when its compare-exchange fails on the tag";
  }
  if (accesses.size() >= 2 && std::all_of(accesses.begin(), accesses.begin() + 2, in_lockfree_stack)) {
    return "Boost.Lockfree's stack reads the link of a node that another thread may be reusing, and discards what it "
           "read when its compare-exchange fails on the tag";
  }
  return {};
}

}  // namespace tenter
