// A place in source code.
#pragma once

#include <cstdint>
#include <string>

namespace tenter {

// `line` 0 and empty strings where unknown.
struct Frame {
  std::string function;
  std::string file;
  std::uint32_t line = 0;

  friend bool operator==(const Frame&, const Frame&) = default;
};

}  // namespace tenter
