// Which modules come while an execution runs, dlopen()ed by the program or by the C library for it.
#pragma once

#include <string>
#include <vector>

#include "explore/memory/modules.h"

namespace tenter::explore {

// Thread safety: none.
class ModuleWatch {
 public:
  // Those that are there now have not come.
  void remember();
  // The loader has allocated something: somebody may have come.
  void loader_allocates() { looks_ = true; }
  // Notes who has come since, and is still there.
  void look() {
    if (looks_) [[unlikely]]
      find_newcomers();
  }

  // The paths of those who came, whether or not they are still there.
  const std::vector<std::string>& newcomers() const { return newcomers_; }
  bool any_came() const { return !newcomers_.empty(); }

 private:
  void find_newcomers();

  bool looks_ = false;
  LoaderState state_;
  std::vector<std::string> known_;
  std::vector<std::string> newcomers_;
};

}  // namespace tenter::explore
