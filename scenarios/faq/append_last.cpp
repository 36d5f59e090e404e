// L.append(L[-1]) || L.append(9): is what was appended the last item, when it was appended?
// Not necessarily: the other thread may append between the reading of L[-1] and the appending of it.
#include <tenter/scenario.h>

#include "cas.h"
#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::append_last {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct AppendLast {
  Shared list{list_of({1})};

  void append_last() {
    list.compound([](const List& l) { return l.back(); },         // L[-1]
                  [](List& l, int last) { l.push_back(last); });  // L.append(...)
  }
  void append_9() {
    list.once([](List& l) { l.push_back(9); });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<AppendLast>(name).actors(&AppendLast::append_last, &AppendLast::append_9),
                      &AppendLast::list)
        .observes(&AppendLast::contents)
        .acceptable({List{1, 1, 9}}, "the last item was appended again, then the 9")
        .acceptable({List{1, 9, 9}}, "the 9 was appended, then the last item again")
        .forbidden({List{1, 9, 1}}, "the 9 came between reading the last item and appending it", stale_read)
        .forbidden([](const List& l) { return l.size() < 3; }, "both wrote the same slot: one item is gone",
                   lost_update)
        .otherwise(tenter::Grade::forbidden, "the end moved past a slot that nobody wrote", lost_update);
  }
};

const tenter::Registered plain{
    AppendLast<Plain<List>>::named("faq/append-last/plain")
        .summary("L.append(L[-1]) || L.append(9), no synchronisation")
        .reason(
            "Neither the calls nor the statement are atomic: items can be lost, and the copy can be of an old item.")
        .breaks(data_race, stale_read, lost_update)};

const tenter::Registered per_op{
    AppendLast<PerOp<List>>::named("faq/append-last/per-op")
        .summary("L.append(L[-1]) || L.append(9), a lock taken for each call")
        .reason(
            "Reading L[-1] is atomic and appending is, but the lock is free between the two: what was the last item "
            "no longer is.")
        .breaks(stale_read)};

const tenter::Registered mutex{AppendLast<Mutex<List>>::named("faq/append-last/mutex")
                                   .summary("L.append(L[-1]) || L.append(9), a lock around the statement")
                                   .reason("The item that was read stays the last one until it has been appended.")};

const tenter::Registered cas{
    AppendLast<Cas<List>>::named("faq/append-last/cas")
        .summary("L.append(L[-1]) || L.append(9), by compare-exchange of the whole list")
        .reason("The new list is published only if the list that it was made from is still the current one.")};

const tenter::Registered queue{AppendLast<Queue<List>>::named("faq/append-last/queue")
                                   .summary("L.append(L[-1]) || L.append(9), each a job for the list's owner")
                                   .reason("Reading the last item and appending it are one job.")};

const tenter::Registered queue_split{
    AppendLast<QueueSplit<List>>::named("faq/append-last/queue-split")
        .summary("L.append(L[-1]) || L.append(9), reading and appending as separate jobs for the list's owner")
        .reason("Between the answer and the job that uses it, the owner may do the other thread's job.")
        .breaks(stale_read)};

// Two copies of L.append(L[-1]): whatever either reads is what the list is full of, so that a stale item cannot be
// told from a fresh one. The twin is per-op, where the other thread appends something else.
const tenter::Registered twice{
    tenter::scenario<AppendLast<PerOp<List>>>("faq/append-last/twice")
        .summary("L.append(L[-1]) || L.append(L[-1]), a lock taken for each call")
        .reason("The statement still is not atomic, but these two cannot show it: all items are equal. That a test "
                "passes says nothing about the statement against another one.")
        .copies(2, &AppendLast<PerOp<List>>::append_last)
        .observes(&AppendLast<PerOp<List>>::contents)
        .acceptable({List{1, 1, 1}}, "each appended the only item there is, read early or late")};

}  // namespace
}  // namespace faq::append_last
