// x = 1 || x = 2: what is x afterwards?
// One of the two. That needs each store to be atomic, and nothing else: a store alone computes nothing from x.
#include <tenter/scenario.h>

#include "disciplines.h"
#include "queue.h"

namespace faq::assign {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Assign {
  Shared x{0};

  void assign_1() {
    x.once([](auto& shared) { shared = 1; });
  }
  void assign_2() {
    x.once([](auto& shared) { shared = 2; });
  }
  int after() const { return x.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Assign>(name).actors(&Assign::assign_1, &Assign::assign_2), &Assign::x)
        .observes(&Assign::after)
        .acceptable({2}, "the second thread assigned last")
        .acceptable({1}, "the first thread assigned last");
  }
};

const tenter::Registered plain{
    Assign<Plain<int>>::named("faq/assign/plain")
        .summary("x = 1 || x = 2, x an int")
        .reason(
            "Usual hardware stores an int at once, so the outcomes look right; to the language two unordered writes "
            "of a plain int are a data race, and nothing at all is promised.")
        .breaks(data_race)};

const tenter::Registered per_op{
    Assign<AtomicWord<int>>::named("faq/assign/per-op")
        .summary("x = 1 || x = 2, x an atomic int")
        .reason("An atomic's stores have a single order that all threads agree on; the last "
                "one stays.")};

const tenter::Registered queue{Assign<Queue<int>>::named("faq/assign/queue")
                                   .summary("x = 1 || x = 2, each a job for x's owner")
                                   .reason("Only the owner assigns, in the order in which the jobs arrived.")};

}  // namespace
}  // namespace faq::assign
