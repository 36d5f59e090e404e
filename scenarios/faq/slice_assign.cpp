// L[1:4] = [1, 1, 1] || L[1:4] = [2, 2, 2]: can the slice end up with some items of each?
// Not while each call is atomic. Three separate element writes are not one call.
#include <tenter/scenario.h>

#include <array>
#include <cstddef>
#include <span>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::slice_assign {
namespace {

using enum tenter::Anomaly;

constexpr std::array kA{1, 1, 1};
constexpr std::array kB{2, 2, 2};

// Item by item: gcc turns a std::copy of constants into a few wide stores, which it forgets to instrument.
void assign_slice(List& list, std::span<const int> items) {
  for (std::size_t i = 0; i < items.size(); ++i) list[1 + i] = items[i];
}

template <class Shared>
struct SliceAssign {
  Shared list{list_of({0, 0, 0, 0, 0})};

  void assign_a() {
    list.once([](List& l) { assign_slice(l, kA); });
  }
  void assign_b() {
    list.once([](List& l) { assign_slice(l, kB); });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<SliceAssign>(name).actors(&SliceAssign::assign_a, &SliceAssign::assign_b),
                      &SliceAssign::list)
        .observes(&SliceAssign::contents)
        .acceptable({List{0, 2, 2, 2, 0}}, "the second thread's slice replaced the first's")
        .acceptable({List{0, 1, 1, 1, 0}}, "the first thread's slice replaced the second's")
        .otherwise(tenter::Grade::forbidden, "the slice holds some items of each assignment", torn_read);
  }
};

const tenter::Registered plain{
    SliceAssign<Plain<List>>::named("faq/slice-assign/plain")
        .summary("L[1:4] = [1, 1, 1] || L[1:4] = [2, 2, 2], no synchronisation")
        .reason(
            "The slice is wider than one store, so each assignment is several; those of two threads may interleave.")
        .breaks(data_race, torn_read)};

const tenter::Registered per_op{
    SliceAssign<PerOp<List>>::named("faq/slice-assign/per-op")
        .summary("L[1:4] = [1, 1, 1] || L[1:4] = [2, 2, 2], a lock taken for each call")
        .reason("The whole slice is written under one lock: the last assignment wins, with all of its items.")};

const tenter::Registered queue{
    SliceAssign<Queue<List>>::named("faq/slice-assign/queue")
        .summary("L[1:4] = [1, 1, 1] || L[1:4] = [2, 2, 2], each a job for the list's owner")
        .reason("The whole slice is one job; the owner never has two in hand.")};

}  // namespace
}  // namespace faq::slice_assign
