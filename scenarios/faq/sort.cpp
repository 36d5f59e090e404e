// L.sort() || L.append(0): is the appended item ever lost, or the list seen half sorted?
// Not while the sort is one atomic call. CPython's is not always: see looks-empty.
#include <tenter/scenario.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::sort {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Sort {
  Shared list{list_of({3, 1, 2})};

  void sort() {
    list.once([](List& l) { std::sort(l.begin(), l.end()); });
  }
  void append_0() {
    list.once([](List& l) { l.push_back(0); });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Sort>(name).actors(&Sort::sort, &Sort::append_0), &Sort::list)
        .observes(&Sort::contents)
        .acceptable({List{1, 2, 3, 0}}, "sorted, then appended")
        .acceptable({List{0, 1, 2, 3}}, "appended, then sorted")
        .otherwise(tenter::Grade::forbidden, "the sort worked on a list that changed under its hands", torn_read);
  }
};

const tenter::Registered plain{
    Sort<Plain<List>>::named("faq/sort/plain")
        .summary("L.sort() || L.append(0), no synchronisation")
        .reason("The sort reads where the list ends while the append moves the end: it may even sort a slot that the "
                "append has yet to write.")
        .breaks(data_race, torn_read)};

const tenter::Registered per_op{
    Sort<PerOp<List>>::named("faq/sort/per-op")
        .summary("L.sort() || L.append(0), a lock taken for each call")
        .reason("Under the lock nobody sees the list half sorted; the item is appended before or after.")};

const tenter::Registered queue{Sort<Queue<List>>::named("faq/sort/queue")
                                   .summary("L.sort() || L.append(0), each a job for the list's owner")
                                   .reason("While the owner sorts, the append waits in the queue.")};

// How CPython sorts when comparing may run other code, and always without its global lock: the items are taken out,
// sorted aside, and put back. Each of the two is atomic; between them the list looks empty.
struct LooksEmpty {
  PerOp<List> list{list_of({3, 1, 2})};
  std::size_t length_seen = 0;

  void sort() {
    List items = list.once([](List& l) { return std::exchange(l, list_of({})); });
    std::sort(items.begin(), items.end());
    list.once([&items](List& l) { l = std::move(items); });  // CPython notices lost items here, and raises ValueError
  }
  void look_then_append_0() {
    length_seen = list.once([](const List& l) { return l.size(); });
    list.once([](List& l) { l.push_back(0); });
  }
  List contents() const { return list.value(); }
};

const tenter::Registered looks_empty{
    tenter::scenario<LooksEmpty>("faq/sort/looks-empty")
        .summary("L.sort() as CPython does it || len(L), then L.append(0)")
        .reason(
            "Sorting aside keeps the comparisons from seeing a half-sorted list, but not the others from seeing an "
            "empty one: L[0] would raise IndexError, and what is appended meanwhile is lost.")
        .actors(&LooksEmpty::sort, &LooksEmpty::look_then_append_0)
        .observes(&LooksEmpty::contents, &LooksEmpty::length_seen)
        .acceptable({List{1, 2, 3, 0}, 3}, "sorted, then appended")
        .acceptable({List{0, 1, 2, 3}, 3}, "appended, then sorted")
        .forbidden([](const List& l, std::size_t) { return l.size() == 3; },
                   "appended to the empty list, which the sorted items then replaced", lost_update)
        .otherwise(tenter::Grade::forbidden, "three items, and the list looked empty", torn_read)
        .breaks(lost_update, torn_read)};

}  // namespace
}  // namespace faq::sort
