#include "symbol/path.h"

#include <fmt/core.h>

namespace tenter::symbol {

Path Path::unspoken(std::string object) {
  Path path(std::move(object));
  path.unspoken_ = true;
  return path;
}

Path Path::member(std::string_view name) const {
  return Path(unspoken_ ? std::string(name) : fmt::format("{}.{}", text_, name));
}

Path Path::element(std::size_t index) const { return Path(fmt::format("{}[{}]", text_, index)); }

Path Path::part(std::size_t index) const { return Path(fmt::format("get<{}>({})", index, text_)); }

Path Path::unnamed_part(std::size_t begin) const {
  Path path = *this;
  path.skipped_ += begin;
  return path;
}

Path Path::after(std::size_t bytes) const {
  const std::size_t distance = skipped_ + bytes;
  return distance == 0 ? *this : Path(fmt::format("{} + {}", text_, distance));
}

}  // namespace tenter::symbol
