#include "symbol/system_files.h"

namespace tenter::symbol {

bool is_system_file(std::string_view file) {
  for (const std::string_view directory : {"/usr/include/", "/usr/lib/", "/usr/lib64/", "/lib/", "/lib64/"}) {
    if (file.starts_with(directory)) return true;
  }
  // A compiler installed elsewhere has its headers in .../include/c++/12 and .../lib/gcc/x86_64-linux-gnu/12/include.
  return file.find("/include/c++/") != std::string_view::npos || file.find("/lib/gcc/") != std::string_view::npos ||
         file.find("/lib/clang/") != std::string_view::npos;
}

}  // namespace tenter::symbol
