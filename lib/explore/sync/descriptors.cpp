#include "explore/sync/descriptors.h"

#include <unistd.h>

#include <algorithm>
#include <vector>

#include "explore/runtime/hooks.h"

namespace tenter::explore {
namespace {

struct Open {
  std::uint64_t execution = 0;  // that has opened them
  std::vector<int> descriptors;
};

Open& all() {
  static Open open;
  return open;
}

}  // namespace

void close_what_is_left() {
  Open& open = all();
  if (open.execution == Runtime::execution()) return;
  for (const int descriptor : open.descriptors) ::close(descriptor);
  open.descriptors.clear();
  open.execution = Runtime::execution();
}

void opened(std::span<const int> descriptors) {
  std::vector<int>& open = all().descriptors;
  std::copy_if(descriptors.begin(), descriptors.end(), std::back_inserter(open),
               [](int number) { return number >= 0; });
}

void closed(int descriptor) {
  if (all().execution == Runtime::execution()) std::erase(all().descriptors, descriptor);
}

}  // namespace tenter::explore
