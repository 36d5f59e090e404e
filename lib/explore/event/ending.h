#pragma once

#include <cstdint>

namespace tenter::explore {

// How an execution ended, as far as a search needs to know.
enum class Ending : std::uint8_t {
  finished,       // main and the actors returned, and all others, or they are idle
  deadlock,       // main or an actor has not returned, and nobody is enabled
  livelock,       // the same, but at least one of them goes round a loop until others do something
  external_wait,  // none enabled, and at least one waits for what is outside of the program
  died,           // a task ended the program, and the others came as far as they could
  abandoned,      // by the strategy: others cover what would have come
  cut,            // at the bound of steps
};

}  // namespace tenter::explore
