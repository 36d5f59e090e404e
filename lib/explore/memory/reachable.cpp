#include "explore/memory/reachable.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tenter::explore {
namespace {

class Reach {
 public:
  explicit Reach(std::span<const Arena::Block> blocks) : blocks_(blocks), reached_(blocks.size(), false) {}

  void follow(std::span<const std::byte> memory) {
    scan(memory);
    while (!found_.empty()) {
      const Arena::Block& block = blocks_[found_.back()];
      found_.pop_back();
      scan({block.first, block.size});
    }
  }

  bool reached(std::size_t block) const { return reached_[block]; }

 private:
  void scan(std::span<const std::byte> memory) {
    const auto begin = reinterpret_cast<std::uintptr_t>(memory.data());
    const std::uintptr_t end = begin + memory.size();
    for (std::uintptr_t at = (begin + 7) & ~std::uintptr_t{7}; at + 8 <= end; at += 8) {
      std::uintptr_t word = 0;
      std::memcpy(&word, reinterpret_cast<const void*>(at), sizeof word);
      note(word & 0x0000'ffff'ffff'ffffU);
    }
  }

  void note(std::uintptr_t address) {
    const auto* const at = reinterpret_cast<const std::byte*>(address);
    const auto after =
        std::upper_bound(blocks_.begin(), blocks_.end(), at,
                         [](const std::byte* wanted, const Arena::Block& block) { return wanted < block.first; });
    if (after == blocks_.begin()) return;
    const auto index = static_cast<std::size_t>(after - blocks_.begin()) - 1;
    if (reached_[index] || at > blocks_[index].first + blocks_[index].size) return;
    reached_[index] = true;
    found_.push_back(index);
  }

  std::span<const Arena::Block> blocks_;
  std::vector<bool> reached_;
  std::vector<std::size_t> found_;
};

}  // namespace

std::vector<Arena::Block> unreachable(std::span<const Arena::Block> blocks,
                                      std::span<const std::span<const std::byte>> roots) {
  Reach reach(blocks);
  for (const std::span<const std::byte> root : roots) reach.follow(root);
  std::vector<Arena::Block> result;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (!reach.reached(i)) result.push_back(blocks[i]);
  }
  return result;
}

}  // namespace tenter::explore
