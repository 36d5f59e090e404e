#include "session/layout.h"

#include <string>

namespace tenter::session {

namespace fs = std::filesystem;

fs::path Layout::worker(Engine engine) const { return workers / ("tenter-" + std::string(name_of(engine))); }

fs::path Layout::probe() const { return workers / "tenter-probe.so"; }

Layout layout_of(const fs::path& executable_directory) {
  return {(executable_directory / TENTER_LIBEXECDIR).lexically_normal(),
          (executable_directory / TENTER_LIBDIR / "plugins").lexically_normal()};
}

fs::path executable_directory() { return fs::read_symlink("/proc/self/exe").parent_path(); }

}  // namespace tenter::session
