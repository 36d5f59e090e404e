#include "explore/sync/yield.h"

#include "explore/event/process_objects.h"

namespace tenter::explore {

void yield(Runtime& runtime, std::uintptr_t pc) {
  runtime.point({Op::yield, 0, nobody_elses(runtime.current()), pc});
}

}  // namespace tenter::explore
