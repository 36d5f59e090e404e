// The sequential objects that a history can be judged against, by name.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/history.h"
#include "oracle/consistency.h"
#include "oracle/models/operations.h"
#include "oracle/models/parts.h"
#include "oracle/monitors/monitor.h"
#include "oracle/relaxation.h"
#include "oracle/sequential_object.h"

namespace tenter::oracle {

using Monitor = MonitorVerdict (*)(const Values& values, const Part& part, ValueNumbers& numbers);
using Guarantee = MonitorVerdict (*)(const Values& values, const Part& part);

struct KnownModel {
  std::string_view name;
  std::span<const OperationName> operations;
  Independent independent;
  std::optional<std::string> (*fault)(const Values& values, const ModelOperation& operation);
  // The object of a part, whose operations these are. REQUIRES: both outlive it.
  std::function<std::unique_ptr<SequentialObject>(const History& history, std::span<const ModelOperation> operations)>
      object;
  Monitor monitor;  // null when there is none
  std::map<Consistency, Guarantee> guarantees;
};

const std::vector<KnownModel>& known_models();

// Nothing for what cannot be relaxed. REQUIRES: `relaxation` is not strict.
std::optional<KnownModel> relaxed_model(std::string_view name, const Relaxation& relaxation);

}  // namespace tenter::oracle
