// x = L.pop() || y = L.pop(): can both get the same item?
// Not while each call is atomic. In C++ a pop is two calls, back() and pop_back(): the lock must span both.
#include <tenter/scenario.h>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::pop {
namespace {

using enum tenter::Anomaly;

int pop(List& list) {
  const int last = list.back();
  list.pop_back();
  return last;
}

template <class Shared>
struct Pop {
  Shared list{list_of({1, 2})};
  int x = -1, y = -1;

  void pop_x() {
    list.once([this](List& l) { x = pop(l); });
  }
  void pop_y() {
    list.once([this](List& l) { y = pop(l); });
  }
  List left() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Pop>(name).actors(&Pop::pop_x, &Pop::pop_y), &Pop::list)
        .observes(&Pop::x, &Pop::y, &Pop::left)
        .acceptable({2, 1, List{}}, "the first thread popped first")
        .acceptable({1, 2, List{}}, "the second thread popped first")
        .forbidden([](int got, int other, const List&) { return got == other; }, "both threads got the same item",
                   duplicate)
        .otherwise(tenter::Grade::forbidden, "an item was taken and is still in the list", duplicate);
  }
};

const tenter::Registered plain{
    Pop<Plain<List>>::named("faq/pop/plain")
        .summary("x = L.pop() || y = L.pop(), no synchronisation")
        .reason("Both threads may read the last item before either has moved the end of the list.")
        .breaks(data_race, duplicate)};

const tenter::Registered per_op{
    Pop<PerOp<List>>::named("faq/pop/per-op")
        .summary("x = L.pop() || y = L.pop(), a lock taken for each call")
        .reason("Reading the last item and removing it happen under one lock, as one call: "
                "each item goes to exactly one thread.")};

const tenter::Registered queue{
    Pop<Queue<List>>::named("faq/pop/queue")
        .summary("x = L.pop() || y = L.pop(), each a job for the list's owner")
        .reason("The owner pops twice, one after the other, and hands each item to whom it is due.")};

}  // namespace
}  // namespace faq::pop
