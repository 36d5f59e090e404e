// What lies at an offset in an object, by the names of the members that lead there.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "symbol/debug_types.h"

namespace tenter::symbol {

// A name that grows inwards.
class Path {
 public:
  explicit Path(std::string object) : text_(std::move(object)) {}
  // Of members of the state, which need not be told what they are members of.
  static Path unspoken(std::string object);

  Path member(std::string_view name) const;    // object.name
  Path element(std::size_t index) const;       // object[index]
  Path part(std::size_t index) const;          // get<index>(object)
  Path unnamed_part(std::size_t begin) const;  // object
  Path after(std::size_t bytes) const;         // object + bytes; itself for none
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool unspoken_ = false;
  std::size_t skipped_ = 0;  // where the unnamed part begins
};

// The path to the innermost thing that has all of `size` bytes at `offset` in an object of this type. What lies
// between members is said by its distance from what it is in. Members of bit fields that share their bytes are
// named together.
std::string member_path(DebugTypes& types, Dwarf_Die type, const Path& object, std::size_t offset, std::size_t size);

}  // namespace tenter::symbol
