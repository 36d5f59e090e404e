// The name of a part of an object: grows as one looks further inside.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace tenter::symbol {

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

}  // namespace tenter::symbol
