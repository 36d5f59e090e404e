// L.append(1) || L.append(2): is an item ever lost?
// Not while each call is atomic. push_back is not: it writes an element, then moves the end of the list.
#include <tenter/scenario.h>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::append {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Append {
  Shared list{list_of({})};

  void append_1() {
    list.once([](List& l) { l.push_back(1); });
  }
  void append_2() {
    list.once([](List& l) { l.push_back(2); });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Append>(name).actors(&Append::append_1, &Append::append_2), &Append::list)
        .observes(&Append::contents)
        .acceptable({List{1, 2}}, "the first thread's append came first")
        .acceptable({List{2, 1}}, "the second thread's append came first")
        .forbidden([](const List& l) { return l.size() < 2; }, "both wrote the same slot: one item is gone",
                   lost_update)
        .otherwise(tenter::Grade::forbidden, "the end moved past a slot that nobody wrote", lost_update);
  }
};

const tenter::Registered plain{
    Append<Plain<List>>::named("faq/append/plain")
        .summary("L.append(1) || L.append(2), no synchronisation")
        .reason(
            "push_back reads the end of the list, writes an element there and moves the end: two threads that read "
            "the same end write the same slot.")
        .breaks(data_race, lost_update)};

const tenter::Registered per_op{
    Append<PerOp<List>>::named("faq/append/per-op")
        .summary("L.append(1) || L.append(2), a lock taken for each call")
        .reason("The statement is a single call, so a lock around the call is a lock around "
                "the statement; only the order stays open.")};

const tenter::Registered queue{Append<Queue<List>>::named("faq/append/queue")
                                   .summary("L.append(1) || L.append(2), each a job for the list's owner")
                                   .reason("Only the owner touches the list, one job after the other.")};

}  // namespace
}  // namespace faq::append
