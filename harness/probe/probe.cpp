// What doctor tries a machine with: two actors, as short as those of many scenarios, that meet in one atomic; and
// nothing that could go wrong.
#include <tenter/tenter.h>

#include <atomic>

namespace {

struct Meeting {
  std::atomic<int> met{0};

  void come() { met.fetch_add(1); }
};

const tenter::Registered meeting{tenter::scenario<Meeting>("probe/meeting")
                                     .summary("two increments of an atomic")
                                     .copies(2, &Meeting::come)
                                     .observes(&Meeting::met)
                                     .acceptable({2}, "both increments kept")};

}  // namespace
