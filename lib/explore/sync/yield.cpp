#include "explore/sync/yield.h"

namespace tenter::explore {

void yield(Runtime& runtime, std::uintptr_t pc) {
  runtime.point({Op::yield, 0, nobody_elses(runtime.current()), pc},
                [](const Runtime& of, TaskId task, void*) { return of.may_give(Runtime::Way::yield, task); });
  runtime.gave(Runtime::Way::yield);
}

}  // namespace tenter::explore
