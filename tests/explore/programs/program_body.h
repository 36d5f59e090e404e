// A small program as what engines run: its operations are the calls that instrumented code makes.
#pragma once

#include <tenter/plugin.h>

#include "small_program.h"

namespace tenter::explore::test {

// `final` is what the execution that ran last came to; how far it got, if it was not finished.
// REQUIRES: both outlive the result.
Program program_of(const SmallProgram& small, Final& final);

}  // namespace tenter::explore::test
