#include "explore/sync/yield.h"

namespace tenter::explore {

void yield(Runtime& runtime, std::uintptr_t pc) {
  runtime.point({Op::yield, 0, Object::own_of(runtime.current()), pc});
}

}  // namespace tenter::explore
