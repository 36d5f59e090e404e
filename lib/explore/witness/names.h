// What code and memory are called in the scenario's sources: whoever hosts the engine knows how to find out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/frame.h"

namespace tenter::explore {

class Names {
 public:
  virtual ~Names() = default;
  // Of return addresses, innermost first: all frames, those of inlined functions included; those from the innermost
  // to the outermost one in the scenario's own sources; and that innermost one; where these call nothing, as in the
  // thread of a std::async, in a library's header that was compiled with them; empty when there is none.
  virtual std::vector<Frame> all_frames(std::span<const std::uintptr_t> stack) = 0;
  virtual std::vector<Frame> frames(std::span<const std::uintptr_t> stack) = 0;
  virtual Frame own_frame(std::span<const std::uintptr_t> stack) = 0;
  // The member at an offset in the scenario's state; empty when there is none.
  virtual std::string member(std::size_t offset, std::size_t size) = 0;
  // The variable of static storage duration at an address; empty when there is none.
  virtual std::string variable(std::uintptr_t address, std::size_t size) = 0;
};

}  // namespace tenter::explore
