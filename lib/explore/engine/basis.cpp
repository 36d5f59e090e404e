#include "explore/engine/basis.h"

namespace tenter::explore {

void add_basis(Evidence& evidence, const Subject& subject, const Executor& executor) {
  evidence.engine = Engine::explore;
  evidence.seed = subject.request.seed;
  evidence.memory_model = "sequentially consistent";
  evidence.weaker_orders_used = executor.weaker_orders_used();
}

}  // namespace tenter::explore
