// Smaller programs that still show what a larger one has shown.
#pragma once

#include <tenter/object_subject.h>

#include <functional>

namespace tenter::property {

// Whether a program shows it.
using ShowsIt = std::function<bool(const ParallelProgram& program)>;

// A program that shows it, and of which no thread, no operation and no single argument could be made less, nor two
// threads one, without losing it; or the smallest so far when `stop` says so. At least one thread is left, none
// without an operation unless `program` has such. REQUIRES: `program` shows it; `object` outlives the call.
ParallelProgram shrunk(ParallelProgram program, const ShowsIt& shows_it, const std::function<bool()>& stop);

}  // namespace tenter::property
