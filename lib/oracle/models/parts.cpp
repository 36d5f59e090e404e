#include "oracle/models/parts.h"

#include <unordered_map>

namespace tenter::oracle {

std::vector<Part> parts_of(const History& history, const std::vector<std::uint8_t>& codes, Independent independent) {
  std::vector<Part> parts;
  std::unordered_map<std::uint64_t, std::size_t> numbers;
  std::uint64_t last_object = 0;
  std::size_t last = 0;
  for (std::uint32_t i = 0; i < history.operations.size(); ++i) {
    const RecordedOperation& operation = history.operations[i];
    const std::uint64_t object =
        std::uint64_t{operation.key} << 32U | (independent == Independent::arguments ? operation.argument : kNil);
    if (parts.empty() || object != last_object) {
      last_object = object;
      const auto [found, added] = numbers.try_emplace(object, parts.size());
      if (added) parts.emplace_back();
      last = found->second;
    }
    Part& part = parts[last];
    part.numbers.push_back(i);
    part.operations.push_back(
        {codes[operation.function], operation.pending(), operation.process, operation.argument, operation.result});
    part.intervals.push_back({operation.invoked, operation.responded});
  }
  return parts;
}

}  // namespace tenter::oracle
