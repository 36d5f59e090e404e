// Linkage names as written in source code.
#pragma once

#include <string>

namespace tenter::symbol {

// Without the prefix that the runtime's interceptors have. Empty for null.
std::string demangled(const char* linkage_name);

}  // namespace tenter::symbol
