// What a search covered, in a line.
#pragma once

#include <string>

#include "model/evidence.h"

namespace tenter::report {

// exhaustive: 6 interleavings, sequentially consistent memory
// exhaustive: 4 interleavings, one of each equivalent, strategy dpor, sequentially consistent memory
// bounded: all 14 interleavings with at most 2 preemptions, ...
// sampled: 10,000 interleavings, strategy random, ...
std::string coverage_in_words(const Evidence& evidence);

}  // namespace tenter::report
