#include "host/known_races.h"

#include <algorithm>

namespace tenter {
namespace {

bool in_lockfree_freelist(const Access& access) {
  return std::any_of(access.stack.begin(), access.stack.end(), [](const Frame& frame) {
    const std::string_view function = frame.function;
    return function.find("boost::lockfree::detail::freelist_stack<") != std::string_view::npos ||
           function.find("boost::lockfree::detail::fixed_size_freelist<") != std::string_view::npos;
  });
}

}  // namespace

std::string_view why_harmless(const AnomalyReport& race) {
  if (race.kind != Anomaly::data_race) return {};
  if (std::none_of(race.accesses.begin(), race.accesses.end(), in_lockfree_freelist)) return {};
  return "Boost.Lockfree's freelist reads the link of a node that another thread may be reusing, and discards what "
         "it "
         "read when its compare-exchange fails on the tag";
}

}  // namespace tenter
