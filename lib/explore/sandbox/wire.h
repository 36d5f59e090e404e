// Values between a process and one that was forked off it: bytes as they lie in memory, over a socket.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace tenter::explore {

// One end. What is put is sent when something is to be got, or by flush(). When the other end is gone, or has sent
// what makes no sense, whatever is got is zero, and broken() from then on. Thread safety: none.
class Wire {
 public:
  explicit Wire(int descriptor) : descriptor_(descriptor) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put(const T& value) { put_bytes(std::as_bytes(std::span(&value, 1))); }
  template <class T>
  requires std::is_trivially_copyable_v<T>
  void put(std::span<const T> values) {
    put(values.size());
    put_bytes(std::as_bytes(values));
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(std::span<const T>(values));
  }
  void put(const std::string& text) { put(std::span<const char>(text)); }

  template <class T>
  requires std::is_trivially_copyable_v<T> T get() {
    T value{};
    get_bytes(std::as_writable_bytes(std::span(&value, 1)));
    return value;
  }
  template <class T>
  void get(std::vector<T>& values) {
    values.resize(count(sizeof(T)));
    get_bytes(std::as_writable_bytes(std::span(values)));
  }
  void get(std::string& text) {
    text.resize(count(1));
    get_bytes(std::as_writable_bytes(std::span(text)));
  }

  void flush();
  bool broken() const { return broken_; }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 30U;  // bytes of one value

  std::size_t count(std::size_t size);
  void put_bytes(std::span<const std::byte> bytes) { out_.insert(out_.end(), bytes.begin(), bytes.end()); }
  void get_bytes(std::span<std::byte> bytes);
  bool fill();

  int descriptor_;
  std::vector<std::byte> out_;
  std::vector<std::byte> in_;
  std::size_t taken_ = 0;  // of in_
  bool broken_ = false;
};

}  // namespace tenter::explore
