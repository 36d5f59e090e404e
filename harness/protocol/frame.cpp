#include "protocol/frame.h"

#include <string>
#include <utility>

namespace tenter::protocol {
namespace {

constexpr std::size_t kHeader = 4;

std::size_t length_at(const std::uint8_t* header) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < kHeader; ++i) length |= static_cast<std::size_t>(header[i]) << (8 * i);
  return length;
}

void require_length(std::size_t length) {
  if (length > kMaxPayload) throw ProtocolError("a message of " + std::to_string(length) + " bytes is too long");
}

}  // namespace

Bytes framed(std::span<const std::uint8_t> payload) {
  require_length(payload.size());
  Bytes frame;
  frame.reserve(kHeader + payload.size());
  for (std::size_t i = 0; i < kHeader; ++i) frame.push_back(static_cast<std::uint8_t>(payload.size() >> (8 * i)));
  frame.insert(frame.end(), payload.begin(), payload.end());
  return frame;
}

void FrameReader::append(std::span<const std::uint8_t> bytes) {
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(std::exchange(read_, 0)));
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
}

std::optional<Bytes> FrameReader::next() {
  const std::size_t available = pending_.size() - read_;
  if (available < kHeader) return std::nullopt;
  const std::size_t length = length_at(&pending_[read_]);
  require_length(length);
  if (available - kHeader < length) return std::nullopt;
  const auto begin = pending_.begin() + static_cast<std::ptrdiff_t>(read_ + kHeader);
  Bytes payload(begin, begin + static_cast<std::ptrdiff_t>(length));
  read_ += kHeader + length;
  return payload;
}

}  // namespace tenter::protocol
