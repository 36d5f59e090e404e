// Which code is the scenario's own, as opposed to the libraries that it uses and to ours.
#pragma once

#include <string>
#include <vector>

#include "symbol/symbolizer.h"

namespace tenter::symbol {

class OwnCode {
 public:
  OwnCode() = default;
  explicit OwnCode(const std::string& plugin_path);

  // True for code with known lines in the plugin, or in a library that is neither the system's nor the host, unless
  // it comes from the system's headers, the standard library's or Tenter's.
  bool contains(const LocatedFrame& frame) const;

  // The innermost frame of the scenario's own code; null when there is none. REQUIRES: innermost first.
  const LocatedFrame* innermost(const std::vector<LocatedFrame>& stack) const;

  // The innermost frame of the plugin's code, the system's headers included; null when there is none.
  const LocatedFrame* innermost_of_plugin(const std::vector<LocatedFrame>& stack) const;

  // True for the code of ours that called the scenario's.
  static bool is_tenters(const LocatedFrame& frame);

  // True for a stack that has none of the scenario's code, and ends in the host's.
  bool is_hosts(const std::vector<LocatedFrame>& stack) const;

 private:
  bool in_plugin(const LocatedFrame& frame) const { return frame.module == plugin_; }

  std::string plugin_;
  std::string host_;
};

}  // namespace tenter::symbol
