// Addresses of this process as places in source code, inlined calls included. By elfutils' libdw, in the process:
// the same for gcc's and clang's runtime, and no program has to be started.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/evidence.h"

namespace tenter::symbol {

class Modules;

// A frame, and the file (executable or shared object) whose code it is.
struct LocatedFrame {
  Frame frame;
  std::string module;
};

// Not thread safe. Modules loaded later are found too.
class Symbolizer {
 public:
  Symbolizer();
  ~Symbolizer();
  Symbolizer(const Symbolizer&) = delete;
  Symbolizer& operator=(const Symbolizer&) = delete;

  // The frames of a stack of return addresses, innermost first, up to the first null if there is one. Inlined calls
  // are frames of their own. Without debug information a frame has its function's name at most, and else is named
  // after its module.
  std::vector<LocatedFrame> frames(std::span<const void* const> stack);

  // The name of the global variable at an address; empty when no symbol covers it.
  std::string variable(const void* address);

 private:
  const std::vector<LocatedFrame>& frames_at(std::uintptr_t call);

  std::unique_ptr<Modules> modules_;
  std::unordered_map<std::uintptr_t, std::vector<LocatedFrame>>
      known_;  // by call: few different ones make many stacks
};

}  // namespace tenter::symbol
