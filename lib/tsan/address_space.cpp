#include "tsan/address_space.h"

#include <sys/personality.h>

#include <cerrno>
#include <fstream>

namespace tenter::address_space {
namespace {

constexpr unsigned long kAsk = 0xffffffff;  // changes nothing

std::error_code last_error() { return {errno, std::system_category()}; }

}  // namespace

std::error_code disable_randomisation() noexcept {
  const int current = ::personality(kAsk);
  if (current == -1) return last_error();
  if (::personality(static_cast<unsigned long>(current) | ADDR_NO_RANDOMIZE) == -1) return last_error();
  return {};
}

bool randomised() noexcept {
  const int current = ::personality(kAsk);
  return current == -1 || (current & ADDR_NO_RANDOMIZE) == 0;
}

std::optional<int> random_bits() {
  std::ifstream setting("/proc/sys/vm/mmap_rnd_bits");
  int bits = 0;
  if (setting >> bits) return bits;
  return std::nullopt;
}

}  // namespace tenter::address_space
