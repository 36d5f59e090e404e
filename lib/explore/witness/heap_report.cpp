#include "explore/witness/heap_report.h"

namespace tenter::explore {

std::vector<Access> accesses_of_block(const TraceDescriber& describer, std::uintptr_t block) {
  const Trace& trace = describer.trace();
  std::vector<Access> accesses;
  const auto add = [&](std::string_view word, const Site& site) {
    if (site.task != kNoTask) accesses.push_back(describer.access(std::string(word), site.task, site.stack));
  };
  for (std::size_t i = 0; i < trace.deaths.size(); ++i) {
    const Death& death = trace.deaths[i];
    if (death.object != block) continue;
    add(death.kind == Anomaly::double_free ? "freed again" : "used", {death.task, trace.death_stacks[i]});
  }
  const auto sites = trace.block_sites.find(block);
  if (sites == trace.block_sites.end()) return accesses;
  add(kFreed, sites->second.freed);
  add("allocated", sites->second.allocated);
  return accesses;
}

std::vector<Access> accesses_of_read(const TraceDescriber& describer, const UnwrittenRead& read) {
  const Trace& trace = describer.trace();
  std::vector<Access> accesses;
  for (std::size_t i = 0; i < trace.unwritten_reads.size(); ++i) {
    if (!accesses.empty() || !read.is_same(trace.unwritten_reads[i])) continue;
    const auto& [done, allocated] = trace.read_sites[i];
    accesses.push_back(describer.access("read", done.task, done.stack));
    accesses.front().size = read.size;
    if (allocated.task != kNoTask) accesses.push_back(describer.access("allocated", allocated.task, allocated.stack));
  }
  return accesses;
}

}  // namespace tenter::explore
