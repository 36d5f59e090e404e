// Text from scenarios, made safe to show: valid UTF-8, on one line, without anything that a terminal obeys.
#pragma once

#include <string>
#include <string_view>

namespace tenter::report {

// Bytes that are not UTF-8 (overlong forms and surrogates are not) become U+FFFD, one a byte.
std::string valid_utf8(std::string_view text);

// The same with control characters, C1 ones and Unicode's line and direction controls among them, as \n, \t, \x1b,
// \u202e; a backslash stays itself.
std::string printable(std::string_view text);

}  // namespace tenter::report
