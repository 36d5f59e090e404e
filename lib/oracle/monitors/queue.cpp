#include "oracle/monitors/queue.h"

#include <algorithm>

#include "oracle/monitors/passages.h"

namespace tenter::oracle {
namespace {

// In the order of the calls that put in: among the values that had certainly been put in before, the one that came
// out last.
bool in_order(const Passages& read, MonitorVerdict& verdict) {
  std::vector<const Passage*> by_return;
  for (const Passage& passage : read.passages) by_return.push_back(&passage);
  std::sort(by_return.begin(), by_return.end(),
            [](const Passage* a, const Passage* b) { return a->in.responded < b->in.responded; });
  const Passage* last_out = nullptr;
  auto returned = by_return.begin();
  for (const Passage& passage : read.passages) {
    for (; returned != by_return.end() && (*returned)->in.responded < passage.in.invoked; ++returned) {
      if (last_out == nullptr || (*returned)->out.invoked > last_out->out.invoked) last_out = *returned;
    }
    if (last_out == nullptr || last_out->out.invoked <= passage.out.responded) continue;
    const char* const why = last_out->takes == Passage::kNobody ? "the value put in first is still there"
                                                                : "the value put in first came out last";
    return refute(verdict, why, {last_out->puts, passage.puts, passage.takes, last_out->takes});
  }
  return true;
}

}  // namespace

MonitorVerdict monitor_queue(const Values&, const Part& part, ValueNumbers& numbers) {
  return monitor_passages(part, numbers, in_order);
}

}  // namespace tenter::oracle
