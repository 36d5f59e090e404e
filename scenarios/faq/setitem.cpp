// D[1] = 10 || D[1] = 20, where D has no such key yet: can the key get in twice?
// Not while each call is atomic. Looking for the key and inserting it are two steps to anybody who may come between.
#include <tenter/scenario.h>

#include "dict.h"
#include "disciplines.h"
#include "queue.h"

namespace faq::setitem {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct SetItem {
  Shared dict{Dict{}};

  void set_10() {
    dict.once([](Dict& d) { d[1] = 10; });
  }
  void set_20() {
    dict.once([](Dict& d) { d[1] = 20; });
  }
  Dict contents() const { return dict.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<SetItem>(name).actors(&SetItem::set_10, &SetItem::set_20), &SetItem::dict)
        .observes(&SetItem::contents)
        .acceptable({Dict{{1, 20}}}, "the second thread's value replaced the first's")
        .acceptable({Dict{{1, 10}}}, "the first thread's value replaced the second's")
        .forbidden([](const Dict& d) { return d.size() > 1; }, "both missed the key, and both inserted it", duplicate)
        .otherwise(tenter::Grade::forbidden, "an insertion overwrote a value that was already set", lost_update);
  }
};

const tenter::Registered plain{
    SetItem<Plain<Dict>>::named("faq/setitem/plain")
        .summary("D[1] = 10 || D[1] = 20, no synchronisation")
        .reason(
            "Setting an item first looks for its key and then inserts it: two threads that both find nothing both "
            "insert.")
        .breaks(data_race, duplicate, lost_update)};

const tenter::Registered per_op{
    SetItem<PerOp<Dict>>::named("faq/setitem/per-op")
        .summary("D[1] = 10 || D[1] = 20, a lock taken for each call")
        .reason("Looking for the key, inserting it and setting its value are one call under "
                "one lock; the last value stays.")};

const tenter::Registered queue{SetItem<Queue<Dict>>::named("faq/setitem/queue")
                                   .summary("D[1] = 10 || D[1] = 20, each a job for the dict's owner")
                                   .reason("The owner's second job finds the key that the first one inserted.")};

}  // namespace
}  // namespace faq::setitem
