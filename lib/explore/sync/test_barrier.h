// A barrier that tests use to bring threads to the same point in time: nobody goes on before `count` have come, and
// nothing that they did before is thereby ordered before what they do after. A data race across it is still one.
//
// Coming is a release, leaving an acquire. Where more tasks than `count` take part, it matters who comes first, so
// coming is a visible step then; otherwise it is merged into the running one. The state lives in the eight bytes that
// the program provides.
#pragma once

#include <cstdint>

#include "explore/runtime/hooks.h"

namespace tenter::explore {

void start(std::uint64_t& barrier, std::uint32_t count);

// REQUIRES: inside the runtime; started.
void wait(Runtime& runtime, std::uint64_t& barrier, std::uintptr_t pc);

}  // namespace tenter::explore
