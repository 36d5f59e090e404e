// What fresh memory of the heap holds besides zeros.
#pragma once

#include <cstdint>

namespace tenter::explore {

struct Fill {
  std::uint8_t pattern = 0;                // each byte; 0: nothing is filled
  std::uint32_t block = 0;                 // only in the block of this number (Arena::Block); 0: in all
  std::uint32_t first = 0;                 // only from this byte of it on,
  std::uint32_t size = ~std::uint32_t{0};  // and so many at most
};

}  // namespace tenter::explore
