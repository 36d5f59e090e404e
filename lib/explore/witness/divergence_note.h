// Where an execution has left the schedule that it should have followed, in words.
#pragma once

#include <string>

#include "explore/witness/account.h"

namespace tenter::explore {

// A sentence: how far it was followed, and why not further.
std::string divergence_note(const Account& account, const Narration& narration, const Divergence& divergence);

}  // namespace tenter::explore
