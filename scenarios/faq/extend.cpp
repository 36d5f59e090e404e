// L.extend([1, 2]) || L.extend([3, 4]): do the items of two extends ever mix?
// Not while each call is atomic. What is added is private to each thread and needs no protection.
#include <tenter/scenario.h>

#include <array>

#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::extend {
namespace {

using enum tenter::Anomaly;

constexpr std::array kA{1, 2};
constexpr std::array kB{3, 4};

template <class Shared>
struct Extend {
  Shared list{list_of({})};

  void extend_a() {
    list.once([](List& l) { l.insert(l.end(), kA.begin(), kA.end()); });
  }
  void extend_b() {
    list.once([](List& l) { l.insert(l.end(), kB.begin(), kB.end()); });
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Extend>(name).actors(&Extend::extend_a, &Extend::extend_b), &Extend::list)
        .observes(&Extend::contents)
        .acceptable({List{1, 2, 3, 4}}, "the first thread's extend came first")
        .acceptable({List{3, 4, 1, 2}}, "the second thread's extend came first")
        .forbidden([](const List& l) { return l.size() < 4; }, "both wrote the same slots: items are gone",
                   lost_update)
        .otherwise(tenter::Grade::forbidden, "the end moved past slots that nobody wrote, or wrote twice",
                   lost_update);
  }
};

const tenter::Registered plain{
    Extend<Plain<List>>::named("faq/extend/plain")
        .summary("L.extend([1, 2]) || L.extend([3, 4]), no synchronisation")
        .reason("Inserting at the end copies the items behind the last one and then moves the end: two threads that "
                "read the same end copy to the same slots.")
        .breaks(data_race, lost_update)};

const tenter::Registered per_op{
    Extend<PerOp<List>>::named("faq/extend/per-op")
        .summary("L.extend([1, 2]) || L.extend([3, 4]), a lock taken for each call")
        .reason("However many items are copied, it is one call under one lock: nobody sees or writes half of it.")};

const tenter::Registered queue{Extend<Queue<List>>::named("faq/extend/queue")
                                   .summary("L.extend([1, 2]) || L.extend([3, 4]), each a job for the list's owner")
                                   .reason("The owner finishes one job before it begins the next.")};

}  // namespace
}  // namespace faq::extend
