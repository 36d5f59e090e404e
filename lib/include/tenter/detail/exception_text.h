// What an exception that nobody has caught is called.
#pragma once

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <string>
#include <typeinfo>

namespace tenter::detail {

inline std::string demangled(const char* name) {
  int status = 0;
  char* const text = abi::__cxa_demangle(name, nullptr, nullptr, &status);
  std::string result = status == 0 ? text : name;
  std::free(text);
  return result;
}

// "std::out_of_range: index 7 of 3", "int (not a std::exception)".
// REQUIRES: the innermost handler handles it; a thread's forced unwinding (pthread_exit) is none.
inline std::string text_of_current_exception() {
  const std::type_info* const type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "not a C++ exception";
  const std::string name = demangled(type->name());
  try {
    throw;
  } catch (const std::exception& exception) {
    return name + ": " + exception.what();
  } catch (...) {
    return name + " (not a std::exception)";
  }
}

}  // namespace tenter::detail
