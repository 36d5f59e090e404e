// D.keys() || D[2] = 2: which keys are seen?
// Those before the insertion or those after it. Going through a dict while it grows is neither.
#include <tenter/scenario.h>

#include <vector>

#include "dict.h"
#include "disciplines.h"
#include "queue.h"

namespace faq::keys {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Keys {
  Shared dict{Dict{{1, 1}}};
  std::vector<int> seen;

  void keys() {
    dict.once([this](const Dict& d) { seen = d.keys(); });
  }
  void insert() {
    dict.once([](Dict& d) { d[2] = 2; });
  }
  Dict contents() const { return dict.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Keys>(name).actors(&Keys::keys, &Keys::insert), &Keys::dict)
        .observes(&Keys::seen, &Keys::contents)
        .acceptable({std::vector{1}, Dict{{1, 1}, {2, 2}}}, "looked before the insertion")
        .acceptable({std::vector{1, 2}, Dict{{1, 1}, {2, 2}}}, "looked after the insertion")
        .otherwise(tenter::Grade::forbidden, "saw an entry that was half inserted", torn_read);
  }
};

const tenter::Registered plain{
    Keys<Plain<Dict>>::named("faq/keys/plain")
        .summary("D.keys() || D[2] = 2, no synchronisation")
        .reason(
            "One thread goes through entries whose number the other is changing; with a reallocation in between it "
            "would read freed memory.")
        .breaks(data_race, torn_read)};

const tenter::Registered per_op{
    Keys<PerOp<Dict>>::named("faq/keys/per-op")
        .summary("D.keys() || D[2] = 2, a lock taken for each call")
        .reason("The keys are copied under the lock: a snapshot, which may be out of date but is never torn.")};

const tenter::Registered queue{Keys<Queue<Dict>>::named("faq/keys/queue")
                                   .summary("D.keys() || D[2] = 2, each a job for the dict's owner")
                                   .reason("The owner copies the keys before or after it inserts, never meanwhile.")};

}  // namespace
}  // namespace faq::keys
