// x.field = 1 || x.field = 2: what is x.field afterwards?
// One of the two, when each store is atomic. The object around the field is only read, and that needs nothing.
#include <tenter/scenario.h>

#include "disciplines.h"
#include "queue.h"

namespace faq::field_assign {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Object {
  int other_field = 7;
  Shared field{0};
};

template <class Shared>
struct FieldAssign {
  Object<Shared> x;

  void assign_1() {
    x.field.once([](auto& field) { field = 1; });
  }
  void assign_2() {
    x.field.once([](auto& field) { field = 2; });
  }
  int field_after() const { return x.field.value(); }
  int other_after() const { return x.other_field; }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<FieldAssign>(name).actors(&FieldAssign::assign_1, &FieldAssign::assign_2),
                      [](FieldAssign& state) -> Shared& { return state.x.field; })
        .observes(&FieldAssign::field_after, &FieldAssign::other_after)
        .acceptable({2, 7}, "the second thread assigned last")
        .acceptable({1, 7}, "the first thread assigned last");
  }
};

const tenter::Registered plain{
    FieldAssign<Plain<int>>::named("faq/field-assign/plain")
        .summary("x.field = 1 || x.field = 2, an int field")
        .reason(
            "A field is memory like any other: two unordered writes are a data race, even where the hardware shows "
            "only sensible outcomes. (Writes to two different fields are none.)")
        .breaks(data_race)};

const tenter::Registered per_op{
    FieldAssign<AtomicWord<int>>::named("faq/field-assign/per-op")
        .summary("x.field = 1 || x.field = 2, an atomic field")
        .reason(
            "It is enough that the field is atomic; the object needs no lock for a store that depends on nothing.")};

const tenter::Registered queue{FieldAssign<Queue<int>>::named("faq/field-assign/queue")
                                   .summary("x.field = 1 || x.field = 2, each a job for the field's owner")
                                   .reason("Only the owner assigns, in the order in which the jobs arrived.")};

}  // namespace
}  // namespace faq::field_assign
