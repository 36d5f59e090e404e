// Python's list, here of integers.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <vector>

namespace faq {

using List = std::vector<int>;

// A list of these items with room for more, so that nothing in a scenario reallocates: the plain variants are to show
// what a race does to the contents, which a crash would only hide. The room is zeroed, so that a slot that nobody
// wrote shows as 0.
inline List list_of(std::initializer_list<int> items) {
  constexpr std::size_t kRoom = 16;
  List list(kRoom, 0);
  list.assign(items);
  return list;
}

}  // namespace faq
