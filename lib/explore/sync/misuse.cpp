#include "explore/sync/misuse.h"

#include <fmt/core.h>

namespace tenter::explore {
namespace {

// One that is not joined yet, nor waits itself until others have ended.
bool others_may_use_it(Runtime& runtime) {
  for (TaskId task = 0; task < runtime.tasks().count(); ++task) {
    if (task == runtime.current() || runtime.tasks()[task].joining) continue;
    if (!runtime.races().has_seen_all_of(runtime.current(), task)) return true;
  }
  return false;
}

}  // namespace

void misuse(Runtime& runtime, std::string_view object, std::string_view what, std::uintptr_t pc) {
  runtime.die(Anomaly::assertion, fmt::format("{} was {}", object, what), pc);
}

void misuse_after_destruction(Runtime& runtime, std::string_view object, std::string_view use, std::uintptr_t pc) {
  misuse(runtime, object, fmt::format("{} after it was destroyed", use), pc);
}

void come_to_destroy(Runtime& runtime, std::uintptr_t object, std::uintptr_t pc, Task::Ready ready, void* subject) {
  runtime.point({Op::destroy, 0, object, pc}, ready, subject);
  if (others_may_use_it(runtime)) runtime.visibility().watch_releases(object);
}

}  // namespace tenter::explore
