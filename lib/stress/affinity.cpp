#include "stress/affinity.h"

#include <sched.h>

#include <algorithm>
#include <fstream>
#include <string>

namespace tenter::stress {
namespace {

// Whether the processor is the first of those that share its core. Where the kernel does not tell, it is.
bool is_first_of_core(int processor) {
  std::ifstream file("/sys/devices/system/cpu/cpu" + std::to_string(processor) + "/topology/thread_siblings_list");
  int first = processor;
  file >> first;
  return !file || first == processor;
}

void allow(const std::vector<int>& processors) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (const int processor : processors) CPU_SET(static_cast<std::size_t>(processor), &set);
  ::sched_setaffinity(0, sizeof(set), &set);
}

}  // namespace

std::vector<int> usable_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  std::vector<int> processors;
  if (::sched_getaffinity(0, sizeof(set), &set) == 0) {
    for (int i = 0; i < CPU_SETSIZE; ++i) {
      if (CPU_ISSET(static_cast<std::size_t>(i), &set)) processors.push_back(i);
    }
  }
  std::stable_partition(processors.begin(), processors.end(), is_first_of_core);
  return processors;
}

void place(Affinity affinity, const std::vector<int>& processors, std::size_t thread, std::size_t turn) {
  if (processors.empty()) return;
  switch (affinity) {
    case Affinity::none:
      return allow(processors);
    case Affinity::spread:
      return allow({processors[(thread + turn) % processors.size()]});
    case Affinity::same_core:
      return allow({processors[turn % processors.size()]});
  }
}

}  // namespace tenter::stress
