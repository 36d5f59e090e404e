// A class whose constructor, and with it under clang its debug information, is in another source.
#pragma once

namespace shop {

struct Shelf {
  Shelf();
  int apples = 0;
  int pears = 0;
};

}  // namespace shop
