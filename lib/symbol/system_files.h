// Which sources are not the user's.
#pragma once

#include <string_view>

namespace tenter::symbol {

// True for the system's headers and libraries, and for a compiler's own wherever it is installed.
bool is_system_file(std::string_view file);

}  // namespace tenter::symbol
