// A history from a stream, in whatever format it is.
#pragma once

#include <istream>
#include <string>

#include "history/builder.h"

namespace tenter::history {

// Reads JSON Lines, EDN maps one a line, or the lines of a Jepsen log: what the first line that is not empty looks
// like. `name` is that of the file: throws Malformed with "name:line: what is wrong". Empty lines mean nothing.
History read_history(std::istream& in, const std::string& name);

}  // namespace tenter::history
