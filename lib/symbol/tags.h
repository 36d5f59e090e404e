// What DWARF's tags stand for.
#pragma once

#include <dwarf.h>

namespace tenter::symbol {

constexpr bool is_class(int tag) {
  return tag == DW_TAG_class_type || tag == DW_TAG_structure_type || tag == DW_TAG_union_type;
}

}  // namespace tenter::symbol
