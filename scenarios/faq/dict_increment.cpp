// D[1] = D[1] + 1 by two threads: is an increment ever lost?
// Yes, even when getting an item and setting it are atomic. A dict changes nothing about i = i + 1.
#include <tenter/scenario.h>

#include "cas.h"
#include "dict.h"
#include "disciplines.h"
#include "queue.h"

namespace faq::dict_increment {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct DictIncrement {
  Shared dict{Dict{{1, 0}}};

  void increment() {
    dict.compound([](const Dict& d) { return d.at(1); },        // D[1]
                  [](Dict& d, int seen) { d[1] = seen + 1; });  // D[1] = ... + 1
  }
  int after() const { return dict.value().at(1); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<DictIncrement>(name).copies(2, &DictIncrement::increment),
                      &DictIncrement::dict)
        .observes(&DictIncrement::after)
        .acceptable({2}, "both increments kept")
        .forbidden({1}, "one increment overwrote the other", lost_update);
  }
};

const tenter::Registered plain{
    DictIncrement<Plain<Dict>>::named("faq/dict-increment/plain")
        .summary("D[1] = D[1] + 1 twice, no synchronisation")
        .reason("The item is read, and later written, with nothing to order the two threads.")
        .breaks(data_race, lost_update)};

const tenter::Registered per_op{
    DictIncrement<PerOp<Dict>>::named("faq/dict-increment/per-op")
        .summary("D[1] = D[1] + 1 twice, a lock taken for each call")
        .reason("Getting the item and setting it are two calls with a lock each, and none around both.")
        .breaks(lost_update)};

const tenter::Registered mutex{DictIncrement<Mutex<Dict>>::named("faq/dict-increment/mutex")
                                   .summary("D[1] = D[1] + 1 twice, a lock around the statement")
                                   .reason("Nobody gets the item between another thread's getting and setting it.")};

const tenter::Registered cas{
    DictIncrement<Cas<Dict>>::named("faq/dict-increment/cas")
        .summary("D[1] = D[1] + 1 twice, by compare-exchange of the whole dict")
        .reason("A dict made from a snapshot replaces it only if nobody else has replaced it before; else it is made "
                "again.")};

const tenter::Registered queue{DictIncrement<Queue<Dict>>::named("faq/dict-increment/queue")
                                   .summary("D[1] = D[1] + 1 twice, each a job for the dict's owner")
                                   .reason("Getting and setting are one job, and jobs do not overlap.")};

const tenter::Registered queue_split{
    DictIncrement<QueueSplit<Dict>>::named("faq/dict-increment/queue-split")
        .summary("D[1] = D[1] + 1 twice, getting and setting as separate jobs for the dict's owner")
        .reason("Two questions may be answered with the same old item before either thread sends its write.")
        .breaks(lost_update)};

}  // namespace
}  // namespace faq::dict_increment
