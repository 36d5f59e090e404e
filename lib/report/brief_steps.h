// A witness's steps without those that nobody needs to follow it: where a thread makes many at one place in the code
// and nobody else comes between, as in the insides of a container, what others can tell of them is enough.
#pragma once

#include <vector>

#include "model/witness.h"

namespace tenter::report {

// Up to so many accesses of a thread in a row, made in one line of code, are all told.
inline constexpr std::size_t kMostInALine = 4;

// Of more, those remain of each object that another thread accesses as well: the first if it reads, and the last that
// writes. The others are counted in one step in their place, "8 more steps". What is neither an access to memory nor
// giving way always remains. Of what main does before the first actor nothing is told, nor of an outcome what it does
// after the last.
std::vector<WitnessStep> brief_steps(const Witness& witness);

}  // namespace tenter::report
