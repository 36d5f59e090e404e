// A runtime behind the compiler's -fsanitize=thread that counts what instrumented code does.
#pragma once

#include <map>
#include <string>

// Instrumented accesses by name ("read4", "write4", "atomic32_fetch_add") since the last call.
std::map<std::string, int> take_counts();
