// Where a search has been: sets of operations that have their place, each with the state that they led to. Exact: two
// configurations are the same only when all of their bits are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tenter::oracle {

inline std::uint64_t mixed(std::uint64_t x) {  // the finaliser of MurmurHash3
  x = (x ^ (x >> 33U)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33U);
}

// A set of ranks. What has its place is nearly a prefix of what was called, so only the words between the first that
// is not full and the last that is not empty tell one set from another.
class PlacedSet {
 public:
  explicit PlacedSet(std::size_t size) : words_(size / 64 + 1) {}

  void insert(std::uint32_t rank) {
    const std::size_t word = rank / 64;
    words_[word] |= bit(rank);
    if (word >= end_) end_ = word + 1;
    while (first_ < words_.size() && words_[first_] == ~std::uint64_t{0}) ++first_;
  }

  void erase(std::uint32_t rank) {
    const std::size_t word = rank / 64;
    words_[word] &= ~bit(rank);
    if (word < first_) first_ = word;
    while (end_ > 0 && words_[end_ - 1] == 0) --end_;
  }

  // Appends what tells it from other sets, in such a way that what follows cannot be mistaken for a part of it.
  void append_to(std::vector<std::uint64_t>& key) const {
    const std::size_t end = end_ > first_ ? end_ : first_;
    key.push_back(std::uint64_t{first_} << 32U | (end - first_));
    for (std::size_t i = first_; i < end; ++i) key.push_back(words_[i]);
  }

 private:
  static std::uint64_t bit(std::uint32_t rank) { return std::uint64_t{1} << (rank % 64); }

  std::vector<std::uint64_t> words_;
  std::size_t first_ = 0;  // all words before it are full
  std::size_t end_ = 0;    // all words from it on are empty
};

// A set of keys of any length, one after the other in one piece of memory.
class KeySet {
 public:
  KeySet() : slots_(kInitialSlots, Slot{0, kFree}) {}

  // False when it was there already.
  bool insert(const std::vector<std::uint64_t>& key) {
    const auto tag = static_cast<std::uint32_t>(hash_of(key));
    std::size_t i = tag & (slots_.size() - 1);
    for (; slots_[i].begin != kFree; i = (i + 1) & (slots_.size() - 1)) {
      if (slots_[i].tag == tag && equals(slots_[i].begin, key)) return false;
    }
    slots_[i] = {tag, static_cast<std::uint32_t>(keys_.size())};
    keys_.insert(keys_.end(), key.begin(), key.end());
    if (++size_ * 4 > slots_.size() * 3) grow();
    return true;
  }

  std::size_t size() const { return size_; }
  // Nothing more fits: a place in it is a number of 32 bits.
  bool full() const { return keys_.size() >= kFree / 2; }
  std::size_t bytes() const { return keys_.capacity() * sizeof(std::uint64_t) + slots_.capacity() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t tag;
    std::uint32_t begin;
  };
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  static constexpr std::size_t kInitialSlots = 64;

  static std::uint64_t hash_of(const std::vector<std::uint64_t>& key) {
    std::uint64_t hash = key.size();
    for (const std::uint64_t word : key) hash = mixed(hash ^ word) + 0x9e3779b97f4a7c15ULL;
    return hash;
  }

  // A key tells its own length by its first words, so that it is no prefix of another.
  bool equals(std::uint32_t begin, const std::vector<std::uint64_t>& key) const {
    if (keys_.size() - begin < key.size()) return false;
    for (std::size_t i = 0; i < key.size(); ++i) {
      if (keys_[begin + i] != key[i]) return false;
    }
    return true;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2, Slot{0, kFree});
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.begin == kFree) continue;
      std::size_t i = slot.tag & (slots_.size() - 1);
      while (slots_[i].begin != kFree) i = (i + 1) & (slots_.size() - 1);
      slots_[i] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two of them, at most three quarters taken
  std::vector<std::uint64_t> keys_;
  std::size_t size_ = 0;
};

}  // namespace tenter::oracle
