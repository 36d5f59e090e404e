// Python's dict, here from integers to integers, in order of insertion.
//
// Flat, and all of its code is in headers: a node-based map would rebalance or allocate where no instrumentation
// looks, and once torn it could no longer be freed. There is room for what the scenarios insert, as in list.h.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <ostream>
#include <span>
#include <vector>

namespace faq {

class Dict {
 public:
  struct Entry {
    int key, value;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  Dict() : Dict(std::initializer_list<Entry>{}) {}
  Dict(std::initializer_list<Entry> entries) : entries_(kRoom) { entries_.assign(entries); }

  // The value of a key, which is inserted with value 0 where there is none.
  int& operator[](int key) {
    for (Entry& entry : entries_) {
      if (entry.key == key) return entry.value;
    }
    entries_.push_back({key, 0});
    return entries_.back().value;
  }

  // REQUIRES: the key is there.
  const int& at(int key) const {
    const Entry* entry = entries_.data();
    while (entry->key != key) ++entry;
    return entry->value;
  }

  void update(std::span<const Entry> changes) {
    for (const Entry& change : changes) (*this)[change.key] = change.value;
  }

  std::vector<int> keys() const {
    std::vector<int> result;
    for (const Entry& entry : entries_) result.push_back(entry.key);
    return result;
  }

  std::size_t size() const { return entries_.size(); }

  friend bool operator==(const Dict&, const Dict&) = default;

  friend std::ostream& operator<<(std::ostream& out, const Dict& dict) {
    const char* separator = "";
    out << '{';
    for (const Entry& entry : dict.entries_) {
      out << separator << entry.key << ": " << entry.value;
      separator = ", ";
    }
    return out << '}';
  }

 private:
  static constexpr std::size_t kRoom = 8;

  std::vector<Entry> entries_;
};

}  // namespace faq
