#include "symbol/member_path.h"

#include <dwarf.h>
#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace tenter::symbol {
namespace {

constexpr std::size_t kByte = 8;

// How well a name fits the bytes asked for, best last.
enum class Fit : unsigned char { between, around, exact };

struct Match {
  Path path;
  Fit fit;
};

std::string name_of_member(Dwarf_Die member) {
  const std::string name = name_of(member);
  return name.starts_with("_vptr") ? "vptr" : name;  // "_vptr.Base", "_vptr$Base"
}

bool is_part(Dwarf_Die child) {
  const int tag = dwarf_tag(&child);
  if (tag == DW_TAG_inheritance) return !has(child, DW_AT_virtuality);  // a virtual base is where the object says
  return tag == DW_TAG_member && !has(child, DW_AT_external) && !has(child, DW_AT_declaration);
}

std::vector<Dwarf_Die> parts_of(Dwarf_Die type) {
  std::vector<Dwarf_Die> parts;
  for (const Dwarf_Die& child : children_of(type)) {
    if (is_part(child)) parts.push_back(child);
  }
  return parts;
}

bool is_bit_field(Dwarf_Die part) { return has(part, DW_AT_bit_size); }

std::size_t begin_of(Dwarf_Die part) { return number(part, DW_AT_data_member_location).value_or(0); }

// The elements of each dimension; 0 where that is not told.
std::vector<std::size_t> dimensions_of(Dwarf_Die array) {
  std::vector<std::size_t> dimensions;
  for (const Dwarf_Die& child : children_of(array)) {
    if (const auto last = number(child, DW_AT_upper_bound)) {
      dimensions.push_back(*last + 1);
    } else {
      dimensions.push_back(number(child, DW_AT_count).value_or(0));
    }
  }
  return dimensions;
}

Path element(Path array, const std::vector<std::size_t>& dimensions, std::size_t index) {
  std::size_t below = 1;
  for (std::size_t i = 1; i < dimensions.size(); ++i) below *= dimensions[i];
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    if (below == 0) return array;
    array = array.element(index / below);
    index %= below;
    if (i + 1 < dimensions.size()) below = dimensions[i + 1] == 0 ? 0 : below / dimensions[i + 1];
  }
  return array;
}

class Finder {
 public:
  Finder(DebugTypes& types, std::size_t size) : types_(types), size_(size) {}

  Match match(Dwarf_Die type, const Path& path, std::size_t offset) {
    switch (types_.kind_of(type)) {
      case TypeKind::array:
        return in_array(type, path, offset);
      case TypeKind::aggregate:
        return in_aggregate(type, path, offset);
      case TypeKind::std_array:
        return in_std_array(type, path, offset);
      case TypeKind::std_tuple:
        return in_std_tuple(type, path, offset).value_or(whole(type, path, offset));
      case TypeKind::scalar:
      case TypeKind::opaque:
        break;
    }
    return whole(type, path, offset);
  }

 private:
  Match whole(Dwarf_Die type, const Path& path, std::size_t offset) const {
    return {path, offset == 0 && size_ == size_of(type) ? Fit::exact : Fit::around};
  }

  Match in_array(Dwarf_Die array, const Path& path, std::size_t offset) {
    const std::optional<Dwarf_Die> type = types_.type_of(array);
    const std::size_t each = type ? size_of(*type).value_or(0) : 0;
    if (each == 0 || offset % each + size_ > each) return whole(array, path, offset);
    return match(*type, element(path, dimensions_of(array), offset / each), offset % each);
  }

  // Whatever its only member is called.
  Match in_std_array(Dwarf_Die array, const Path& path, std::size_t offset) {
    for (const Dwarf_Die& part : parts_of(array)) {
      if (const auto type = types_.type_of(part)) return match(*type, path, offset);
    }
    return whole(array, path, offset);
  }

  // libstdc++'s: a base class for each element, which has it as its only member, or as a base where it is empty.
  std::optional<Match> in_std_tuple(Dwarf_Die type, const Path& path, std::size_t offset) {
    for (const Dwarf_Die& part : parts_of(type)) {
      const std::optional<Dwarf_Die> inner = types_.type_of(part);
      if (!inner || !covers(part, *inner, offset)) continue;
      const std::size_t within = offset - begin_of(part);
      if (const auto index = index_of_head(*inner)) {
        for (const Dwarf_Die& head : parts_of(*inner)) {
          if (const auto element = types_.type_of(head)) return match(*element, path.part(*index), within);
        }
      }
      if (auto found = in_std_tuple(*inner, path, within)) return found;
    }
    return std::nullopt;
  }

  static std::optional<std::size_t> index_of_head(Dwarf_Die base) {
    if (!name_of(base).starts_with("_Head_base<")) return std::nullopt;
    for (const Dwarf_Die& child : children_of(base)) {
      if (name_of(child) == "_Idx") return number(child, DW_AT_const_value);
    }
    return std::nullopt;
  }

  Match in_aggregate(Dwarf_Die type, const Path& path, std::size_t offset) {
    std::optional<Match> best;
    std::size_t best_begin = 0;
    std::vector<std::string> bit_fields;
    bool touched = false;
    for (const Dwarf_Die& part : parts_of(type)) {
      if (is_bit_field(part)) {
        if (touches_bits(part, offset)) bit_fields.push_back(name_of_member(part));
        continue;
      }
      const std::optional<Dwarf_Die> inner = types_.type_of(part);
      if (!inner) continue;
      if (!covers(part, *inner, offset)) {
        touched = touched || touches(part, *inner, offset);
        continue;
      }
      Match found = in_part(part, *inner, path, offset - begin_of(part));
      // Where the size of a member is unknown, the last that begins before the bytes has them.
      const bool closer = best && found.fit == best->fit && begin_of(part) > best_begin;
      if (best && found.fit <= best->fit && !closer) continue;
      best = std::move(found);
      best_begin = begin_of(part);
    }
    if (best && (best->fit != Fit::between || bit_fields.empty())) return *best;
    if (!bit_fields.empty()) return {bits(path, bit_fields), Fit::around};
    return touched ? whole(type, path, offset) : Match{path.after(offset), Fit::between};
  }

  // A base or an unnamed union has no name to add.
  Match in_part(Dwarf_Die part, Dwarf_Die type, const Path& path, std::size_t offset) {
    const std::string name = dwarf_tag(&part) == DW_TAG_inheritance ? "" : name_of_member(part);
    return match(type, name.empty() ? path.unnamed_part(begin_of(part)) : path.member(name), offset);
  }

  static Path bits(const Path& path, const std::vector<std::string>& names) {
    return path.member(names.size() == 1 ? names.front() : fmt::format("{{{}}}", fmt::join(names, ", ")));
  }

  bool covers(Dwarf_Die part, Dwarf_Die type, std::size_t offset) const {
    const std::size_t begin = begin_of(part);
    const std::optional<std::size_t> size = size_of(type);
    return offset >= begin && (!size || offset + size_ <= begin + *size);
  }

  // Empty classes take a byte that may be another's.
  bool touches(Dwarf_Die part, Dwarf_Die type, std::size_t offset) {
    const std::size_t begin = begin_of(part);
    if (types_.kind_of(type) == TypeKind::aggregate && parts_of(type).empty()) return false;
    return offset < begin + size_of(type).value_or(0) && begin < offset + size_;
  }

  // Where the bits are not told, they may be anywhere in what holds them.
  bool touches_bits(Dwarf_Die part, std::size_t offset) {
    std::optional<std::size_t> begin = number(part, DW_AT_data_bit_offset);
    std::size_t width = number(part, DW_AT_bit_size).value_or(0);
    if (!begin) {
      begin = begin_of(part) * kByte;
      if (const auto type = types_.type_of(part)) width = size_of(*type).value_or(0) * kByte;
    }
    return offset * kByte < *begin + width && *begin < (offset + size_) * kByte;
  }

  DebugTypes& types_;
  std::size_t size_;
};

}  // namespace

std::string member_path(DebugTypes& types, Dwarf_Die type, const Path& object, std::size_t offset, std::size_t size) {
  return Finder(types, size).match(type, object, offset).path.text();
}

}  // namespace tenter::symbol
