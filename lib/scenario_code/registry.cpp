#include <tenter/detail/registry.h>

#include <utility>

namespace tenter::detail {

std::vector<Program>& registry() {
  static std::vector<Program> programs;
  return programs;
}

void enlist(Program program, const char* file, std::uint32_t line) {
  program.info.file = file;
  program.info.line = line;
  registry().push_back(std::move(program));
}

}  // namespace tenter::detail
