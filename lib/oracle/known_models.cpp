#include "oracle/known_models.h"

#include <utility>

#include "oracle/guarantees.h"
#include "oracle/models/counter.h"
#include "oracle/models/kv.h"
#include "oracle/models/mutex.h"
#include "oracle/models/priority_queue.h"
#include "oracle/models/queue.h"
#include "oracle/models/register.h"
#include "oracle/models/relaxed.h"
#include "oracle/models/set.h"
#include "oracle/models/stack.h"
#include "oracle/monitors/priority_queue.h"
#include "oracle/monitors/queue.h"
#include "oracle/monitors/register.h"
#include "oracle/monitors/set.h"
#include "oracle/monitors/stack.h"

namespace tenter::oracle {
namespace {

// `more`: what the model is made with besides.
template <class Model, class... More>
KnownModel known(std::string_view name, Monitor monitor = nullptr, std::map<Consistency, Guarantee> guarantees = {},
                 Independent independent = Independent::keys, const More&... more) {
  return {name,
          Model::kNames,
          independent,
          &Model::fault,
          [=](const History& history, std::span<const ModelOperation> operations) {
            return std::make_unique<NumberedStates<Model>>(history, operations, more...);
          },
          monitor,
          std::move(guarantees)};
}

template <class Strict>
KnownModel relaxed(std::string_view name, const Relaxation& relaxation) {
  if (relaxation.kind == Relaxation::at_least_once) return known<AtLeastOnceModel<Strict>>(name);
  return known<OutOfOrderModel<Strict>>(name, nullptr, {}, Independent::keys, std::size_t{relaxation.most});
}

}  // namespace

const std::vector<KnownModel>& known_models() {
  using enum Consistency;
  static const std::map<Consistency, Guarantee> kOfContainers{{Consistency::exactly_once, oracle::exactly_once}};
  static const std::vector<KnownModel> kModels{
      known<RegisterModel>("register", monitor_register, {{monotonic_reads, monotonic_register}}),
      known<CasRegisterModel>("cas-register", monitor_register),
      known<KvModel>("kv"),
      known<QueueModel>("queue", monitor_queue,
                        {{Consistency::exactly_once, oracle::exactly_once},
                         {Consistency::fifo_per_producer, oracle::fifo_per_producer}}),
      known<StackModel>("stack", monitor_stack, kOfContainers),
      known<PriorityQueueModel>("priority-queue", monitor_priority_queue, kOfContainers),
      known<SetModel>("set", monitor_set, {}, Independent::arguments),
      known<CounterModel>("counter", nullptr, {{monotonic_reads, monotonic_counter}}),
      known<MutexModel>("mutex"),
  };
  return kModels;
}

std::optional<KnownModel> relaxed_model(std::string_view name, const Relaxation& relaxation) {
  if (name == "queue") return relaxed<QueueModel>(name, relaxation);
  if (name == "stack") return relaxed<StackModel>(name, relaxation);
  if (name == "priority-queue") return relaxed<PriorityQueueModel>(name, relaxation);
  return std::nullopt;
}

}  // namespace tenter::oracle
