// x = L[1] || L[1] = 9: what may x be?
// The old item or the new one. x itself belongs to the first thread; only the list is shared.
#include <tenter/scenario.h>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::getitem {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct GetItem {
  Shared list{list_of({0, 1, 2})};
  int x = -1;

  void get() {
    list.once([this](const List& l) { x = l[1]; });
  }
  void set() {
    list.once([](List& l) { l[1] = 9; });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<GetItem>(name).actors(&GetItem::get, &GetItem::set), &GetItem::list)
        .observes(&GetItem::x, &GetItem::contents)
        .acceptable({1, List{0, 9, 2}}, "read before the item was replaced")
        .acceptable({9, List{0, 9, 2}}, "read after the item was replaced");
  }
};

const tenter::Registered plain{
    GetItem<Plain<List>>::named("faq/getitem/plain")
        .summary("x = L[1] || L[1] = 9, no synchronisation")
        .reason("Usual hardware reads or writes an int at once, so the outcomes look right; the language still calls "
                "the pair a data race, and the compiler may merge, repeat or drop either access.")
        .breaks(data_race)};

const tenter::Registered per_op{
    GetItem<PerOp<List>>::named("faq/getitem/per-op")
        .summary("x = L[1] || L[1] = 9, a lock taken for each call")
        .reason("The lock orders the reading and the writing, one way or the other; either "
                "way x is an item that the list did hold.")};

const tenter::Registered queue{GetItem<Queue<List>>::named("faq/getitem/queue")
                                   .summary("x = L[1] || L[1] = 9, each a job for the list's owner")
                                   .reason("Reading is a job like any other: the owner does it between two writes.")};

}  // namespace
}  // namespace faq::getitem
