// Whether two dependent steps of different tasks could have come in the other order: what is known of that without
// trying, when the later one is of those that wait until they can be made.
#pragma once

#include <cstdint>

#include "explore/schedule/footprint.h"

namespace tenter::explore {

enum class Reversal : std::uint8_t {
  impossible,  // without the earlier one, and what comes after it, the later one would have to wait
  unsure,      // it might
  possible,    // it would not
};

// Where the task of the later step was when the earlier one was about to come.
enum class PendingState : std::uint8_t {
  elsewhere,  // had not come to its step
  waiting,    // could not make it
  ready,      // could have made it
};

// REQUIRES: the steps are dependent.
Reversal reversal_of(const Footprint& earlier, const Footprint& later, PendingState then);

}  // namespace tenter::explore
