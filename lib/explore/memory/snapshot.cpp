#include "explore/memory/snapshot.h"

#include <algorithm>
#include <cstring>

namespace tenter::explore {
namespace {

constexpr std::size_t kPiece = 4096;

}  // namespace

Snapshot::Snapshot(std::span<std::byte> memory) : memory_(memory), then_(memory.begin(), memory.end()) {}

void Snapshot::restore() const {
  for (std::size_t at = 0; at < then_.size(); at += kPiece) {
    const std::size_t size = std::min(kPiece, then_.size() - at);
    if (std::memcmp(memory_.data() + at, then_.data() + at, size) == 0) continue;
    std::memcpy(memory_.data() + at, then_.data() + at, size);
  }
}

}  // namespace tenter::explore
