// The modules (shared objects, executable) of this process, and which of them are the program's that is explored.
#pragma once

#include <link.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace tenter::explore {

// True for what was loaded after this process had started, as plugins and the libraries that come with them are:
// whatever is there before is the explorer's own. Of those loaded later the C and C++ runtimes are nobody's: what
// they keep they keep for the whole process.
bool is_the_programs(std::string_view path);

// The variables of the C and C++ runtimes, which were there from the start.
const std::vector<std::span<const std::byte>>& variables_of_c_runtimes();
// True when it is among them.
bool is_a_c_runtimes(const void* variable);

// True for code of theirs.
bool is_code_of_c_runtimes(const void* pc);

// The dynamic loader's code. Asked at every allocation: it allocates for each module that it loads.
struct CodeRange {
  std::uintptr_t begin = 0;
  std::size_t size = 0;

  bool contains(const void* pc) const { return reinterpret_cast<std::uintptr_t>(pc) - begin < size; }
};
extern const CodeRange loader_code;

// Changes whenever a module has been loaded or unloaded.
struct LoaderState {
  unsigned long long loaded = 0;
  unsigned long long unloaded = 0;

  friend bool operator==(const LoaderState&, const LoaderState&) = default;
};
LoaderState loader_state();

// visit(const dl_phdr_info&) for each module.
template <class Visitor>
void for_each_module(Visitor visit) {
  ::dl_iterate_phdr(
      [](dl_phdr_info* module, std::size_t, void* visitor) {
        (*static_cast<Visitor*>(visitor))(std::as_const(*module));
        return 0;
      },
      &visit);
}

}  // namespace tenter::explore
