// Messages on a byte stream: four bytes of length, the lowest first, then so many bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

namespace tenter::protocol {

using Bytes = std::vector<std::uint8_t>;

// The other side does not speak the protocol.
struct ProtocolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline constexpr std::size_t kMaxPayload = 64U << 20U;

// The payload with its length before it. Throws ProtocolError when it is longer than kMaxPayload.
Bytes framed(std::span<const std::uint8_t> payload);

// Takes a stream in pieces of any size and gives back the payloads, in order.
class FrameReader {
 public:
  void append(std::span<const std::uint8_t> bytes);

  // The next payload that is complete. Throws ProtocolError when a length is longer than kMaxPayload.
  std::optional<Bytes> next();

 private:
  Bytes pending_;
  std::size_t read_ = 0;  // how much of `pending_` has been given back
};

}  // namespace tenter::protocol
