#include "symbol/demangle.h"

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <string_view>

namespace tenter::symbol {
namespace {

struct Free {
  void operator()(char* pointer) const { std::free(pointer); }
};

const char* without_interceptor(const char* name) {
  for (const std::string_view prefix : {"___interceptor_", "__interceptor_"}) {
    if (std::string_view(name).starts_with(prefix)) return name + prefix.size();
  }
  return name;
}

}  // namespace

std::string demangled(const char* linkage_name) {
  if (linkage_name == nullptr) return {};
  const char* const name = without_interceptor(linkage_name);
  int status = 0;
  const std::unique_ptr<char, Free> text(abi::__cxa_demangle(name, nullptr, nullptr, &status));
  return text ? text.get() : name;
}

}  // namespace tenter::symbol
