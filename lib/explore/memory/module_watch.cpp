#include "explore/memory/module_watch.h"

#include <algorithm>

namespace tenter::explore {

void ModuleWatch::remember() {
  known_.clear();
  newcomers_.clear();
  for_each_module([this](const dl_phdr_info& module) { known_.emplace_back(module.dlpi_name); });
  state_ = loader_state();
  looks_ = false;
}

void ModuleWatch::find_newcomers() {
  looks_ = false;
  if (loader_state() == state_) return;
  for_each_module([this](const dl_phdr_info& module) {
    const std::string path = module.dlpi_name;
    if (std::find(known_.begin(), known_.end(), path) != known_.end()) return;
    known_.push_back(path);
    newcomers_.push_back(path);
  });
}

}  // namespace tenter::explore
