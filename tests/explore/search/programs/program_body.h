// A small program as what engines run: its operations are the calls that instrumented code makes.
#pragma once

#include <tenter/plugin.h>

#include <cstdint>

#include "places.h"

namespace tenter::explore::test {

// `final` is what the execution that ran last came to; how far it got, if it was not finished.
// REQUIRES: both outlive the result.
Program program_of(const SmallProgram& small, Final& final);

// Where in the program the accesses to memory are made that the runtime knows by this address in the code.
Place place_of(std::uintptr_t pc);

}  // namespace tenter::explore::test
