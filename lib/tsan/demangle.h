// Linkage names as written in source code.
#pragma once

#include <string>

namespace tenter::tsan {

// Without the prefix that the runtime's interceptors have. Empty for null.
std::string demangled(const char* linkage_name);

}  // namespace tenter::tsan
