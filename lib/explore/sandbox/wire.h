// Values between a process and one that was forked off it: bytes as they lie in memory, over a socket.
//
// What can be copied byte by byte goes as it is. Any other struct has a list of its fields, in one place for both
// directions: a specialisation of kWireFields. One field more is one entry more, and who forgets it is told by the
// compiler.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "explore/sandbox/field_count.h"

namespace tenter::explore {

// A std::tuple of pointers to members.
template <class T>
constexpr auto kWireFields = nullptr;

// One end. What is put is sent when something is to be got, or by flush(). When the other end is gone, or has sent
// what makes no sense, whatever is got is zero, and broken() from then on. Thread safety: none.
class Wire {
 public:
  explicit Wire(int descriptor) : descriptor_(descriptor) {}
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  template <class T>
  void put(const T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      put_bytes(std::as_bytes(std::span(&value, 1)));
    } else {
      for_each_field(value, [&](const auto& field) { put(field); });
    }
  }
  template <class T>
  void put(std::span<const T> values) {
    put(values.size());
    if constexpr (std::is_trivially_copyable_v<T>) {
      put_bytes(std::as_bytes(values));
    } else {
      for (const T& value : values) put(value);
    }
  }
  template <class T>
  void put(const std::vector<T>& values) {
    put(std::span<const T>(values));
  }
  void put(const std::string& text) { put(std::span<const char>(text)); }

  template <class T>
  T get() {
    T value{};
    get(value);
    return value;
  }
  template <class T>
  void get(T& value) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      get_bytes(std::as_writable_bytes(std::span(&value, 1)));
    } else {
      for_each_field(value, [&](auto& field) { get(field); });
    }
  }
  template <class T>
  void get(std::vector<T>& values) {
    if constexpr (std::is_trivially_copyable_v<T>) {
      values.resize(count(sizeof(T)));
      get_bytes(std::as_writable_bytes(std::span(values)));
    } else {
      values.clear();
      const std::size_t size = count(sizeof(T));
      while (values.size() < size && !broken_) get(values.emplace_back());
    }
  }
  void get(std::string& text) {
    text.resize(count(1));
    get_bytes(std::as_writable_bytes(std::span(text)));
  }

  void flush();
  bool broken() const { return broken_; }

 private:
  static constexpr std::size_t kMost = std::size_t{1} << 30U;  // bytes of one value

  template <class T, class Visit>
  static void for_each_field(T& value, const Visit& visit) {
    using Struct = std::remove_const_t<T>;
    static_assert(!std::is_null_pointer_v<std::remove_const_t<decltype(kWireFields<Struct>)>>, "it has no fields");
    static_assert(field_count<Struct>() == std::tuple_size_v<std::remove_const_t<decltype(kWireFields<Struct>)>>,
                  "a field of it does not go over the wire");
    std::apply([&](auto... members) { (visit(value.*members), ...); }, kWireFields<Struct>);
  }

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
