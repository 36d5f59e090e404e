// A naive interpreter: every interleaving of every operation, an unlock and both halves of a wait included.
#pragma once

#include <set>

#include "small_program.h"

namespace tenter::explore::test {

std::set<Final> all_finals(const SmallProgram& program);

}  // namespace tenter::explore::test
