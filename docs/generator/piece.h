// Types as they are written in a source, to be shown in a page.
#pragma once

#include <string>

namespace tenter::docs {

// The definition of struct or class `type` in `source`, with its template line and the comment above it, each line
// with its number, as witnesses tell it. The definition ends at the first line that is "};".
//
// Throws std::runtime_error if there is none.
std::string piece_of(const std::string& source, const std::string& type);

}  // namespace tenter::docs
