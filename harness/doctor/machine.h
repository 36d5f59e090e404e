// What the kernel tells of a machine, as far as it matters for runs. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace tenter::doctor {

struct Machine {
  std::string cpu;  // empty when it is not told
  std::string kernel;
  std::size_t processors = 0;           // that this process may use
  std::size_t cores = 0;                // that these are threads of; 0 when it is not told
  std::optional<double> quota;          // the time of so many processors is all that the control group allows
  bool steady_counter = false;          // the processor's time-stamp counter never changes its pace
  std::string clock_source;             // the kernel's; empty when it is not told
  bool can_bind = false;                // threads to processors
  std::optional<int> random_bits;       // of addresses
  std::string cannot_fix_addresses;     // why randomisation cannot be switched off; empty when it can
  std::optional<std::uint64_t> memory;  // in bytes, that this process's control group or its limits allow
  std::optional<int> perf_level;        // kernel.perf_event_paranoid
  std::string cannot_look;              // why this process cannot see what its children wait for; empty when it can
};

}  // namespace tenter::doctor
