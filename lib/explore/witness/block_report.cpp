#include "explore/witness/block_report.h"

namespace tenter::explore {

std::vector<Access> accesses_of_block(const Account& account, const Narration& narration, std::uintptr_t block) {
  std::vector<Access> accesses;
  const auto add = [&](std::string_view what, const Site& site) {
    if (site.task != kNoTask) accesses.push_back(account.place(std::string(what), site.task, site.stack));
  };
  for (std::size_t i = 0; i < narration.deaths.size(); ++i) {
    const Death& death = narration.deaths[i];
    if (death.object != block) continue;
    add(death.kind == Anomaly::double_free ? "freed again" : "used", {death.task, narration.death_stacks[i]});
  }
  const auto story = narration.stories.find(block);
  if (story == narration.stories.end()) return accesses;
  add(kFreed, story->second.freed);
  add("allocated", story->second.allocated);
  return accesses;
}

std::vector<Access> accesses_of_read(const Account& account, const Narration& narration, const UnwrittenRead& read) {
  std::vector<Access> accesses;
  for (std::size_t i = 0; i < narration.unwritten_reads.size(); ++i) {
    if (!accesses.empty() || !read.is_same(narration.unwritten_reads[i])) continue;
    const auto& [done, allocated] = narration.read_stories[i];
    accesses.push_back(account.place("read", done.task, done.stack));
    accesses.front().size = read.size;
    if (allocated.task != kNoTask) accesses.push_back(account.place("allocated", allocated.task, allocated.stack));
  }
  return accesses;
}

}  // namespace tenter::explore
