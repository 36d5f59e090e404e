// What must be true of a queue and of an executor, whatever is done with them.
#pragma once

#include <cstdint>
#include <set>
#include <string_view>

#include "plan.h"

namespace tenter::test {

enum class Property : std::uint8_t {
  exactly_once,  // every item that was accepted is got once, at most once if dropped; every job run once, or
                 // cancelled
  in_order,      // a producer's items are got in the order in which they were put; results come in that of arguments
  bounded,       // a queue never has more than it has room for
  all_done,      // who has joined, or waited for the end, finds done what there was
  answered,      // every future has the answer of its job; Empty, Full and ShutDown are answers where they are true
  ends,          // nobody waits for ever
  no_race,       // data races
  no_death,      // crashes, exceptions that nobody catches, memory used after it was freed
  no_leak,
};
inline constexpr Property kProperties[] = {Property::exactly_once, Property::in_order, Property::bounded,
                                           Property::all_done,     Property::answered, Property::ends,
                                           Property::no_race,      Property::no_death, Property::no_leak};
std::string_view name_of(Property property);

using Properties = std::set<Property>;

// Those that a finished execution has not kept.
Properties violated(const QueuePlan& plan, const QueueResult& result);
Properties violated(const ExecutorPlan& plan, const ExecutorResult& result);

}  // namespace tenter::test
