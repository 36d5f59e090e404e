// L[0] = L[1] || L[1] = L[0]: are both elements equal afterwards?
// In either order of the two statements they are. If both read first, the two values are swapped instead.
#include <tenter/scenario.h>

#include <array>
#include <atomic>
#include <cstddef>

#include "cas.h"
#include "disciplines.h"
#include "list.h"
#include "queue.h"

namespace faq::copy_element {
namespace {

using enum tenter::Anomaly;

// What the two elements may be afterwards; the scenarios differ only in how they get there.
template <class State>
auto two_copies(std::string_view name) {
  return tenter::scenario<State>(name).actors(&State::copy_1_to_0, &State::copy_0_to_1);
}

template <class Observed>
auto expect_equal(Observed scenario) {
  return scenario.acceptable({List{2, 2}}, "L[0] = L[1] came first")
      .acceptable({List{1, 1}}, "L[1] = L[0] came first")
      .forbidden({List{2, 1}}, "both read before either wrote: the values are swapped", stale_read);
}

template <class Shared>
struct CopyElement {
  Shared list{list_of({1, 2})};

  void copy_1_to_0() {
    list.compound([](const List& l) { return l[1]; },       // L[1]
                  [](List& l, int seen) { l[0] = seen; });  // L[0] = ...
  }
  void copy_0_to_1() {
    list.compound([](const List& l) { return l[0]; },       // L[0]
                  [](List& l, int seen) { l[1] = seen; });  // L[1] = ...
  }
  List contents() const { return list.value(); }

  static auto named(std::string_view name) {
    auto scenario = two_copies<CopyElement>(name);
    return expect_equal(with_owner(scenario, &CopyElement::list).observes(&CopyElement::contents));
  }
};

const tenter::Registered plain{CopyElement<Plain<List>>::named("faq/copy-element/plain")
                                   .summary("L[0] = L[1] || L[1] = L[0], no synchronisation")
                                   .reason("Each thread reads what the other writes, with nothing to order the two.")
                                   .breaks(data_race, stale_read)};

const tenter::Registered per_op{
    CopyElement<PerOp<List>>::named("faq/copy-element/per-op")
        .summary("L[0] = L[1] || L[1] = L[0], a lock taken for each call")
        .reason("Both may read before either writes; each then writes a value that its source has just lost.")
        .breaks(stale_read)};

const tenter::Registered mutex{CopyElement<Mutex<List>>::named("faq/copy-element/mutex")
                                   .summary("L[0] = L[1] || L[1] = L[0], a lock around the statement")
                                   .reason("The second to get the lock reads what the first has written.")};

const tenter::Registered cas{
    CopyElement<Cas<List>>::named("faq/copy-element/cas")
        .summary("L[0] = L[1] || L[1] = L[0], by compare-exchange of the whole list")
        .reason("The exchange guards everything that was read, source and destination alike: any change since the "
                "snapshot makes it fail.")};

const tenter::Registered queue{CopyElement<Queue<List>>::named("faq/copy-element/queue")
                                   .summary("L[0] = L[1] || L[1] = L[0], each a job for the list's owner")
                                   .reason("Reading one element and writing the other are one job.")};

const tenter::Registered queue_split{
    CopyElement<QueueSplit<List>>::named("faq/copy-element/queue-split")
        .summary("L[0] = L[1] || L[1] = L[0], reading and writing as separate jobs for the list's owner")
        .reason("The owner may answer both questions before it gets either of the writes.")
        .breaks(stale_read)};

// Compare-exchange on the element that is written. It guards against a write to the destination; but what went stale
// is the source, which nobody looks at again.
struct CasDestination {
  std::array<std::atomic<int>, 2> list{1, 2};

  void copy(std::size_t from, std::size_t to) {
    int expected = list[to].load();
    while (!list[to].compare_exchange_strong(expected, list[from].load())) {
    }
  }
  void copy_1_to_0() { copy(1, 0); }
  void copy_0_to_1() { copy(0, 1); }
  List contents() const { return {list[0].load(), list[1].load()}; }
};

const tenter::Registered cas_destination{
    expect_equal(two_copies<CasDestination>("faq/copy-element/cas-destination").observes(&CasDestination::contents))
        .summary("L[0] = L[1] || L[1] = L[0], by compare-exchange of the destination alone")
        .reason(
            "The exchange succeeds whenever its destination is unchanged, however old the value that it brings from "
            "the source.")
        .breaks(stale_read)};

}  // namespace
}  // namespace faq::copy_element
