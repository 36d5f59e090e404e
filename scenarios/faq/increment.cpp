// i = i + 1 by two threads: is an increment ever lost?
// Yes, even when reading i and writing i are atomic: who writes between another's reading and writing is overwritten.
#include <tenter/scenario.h>

#include "cas.h"
#include "disciplines.h"
#include "queue.h"

namespace faq::increment {
namespace {

using enum tenter::Anomaly;

template <class Shared>
struct Increment {
  Shared i{0};

  void increment() {
    i.compound([](const auto& shared) -> int { return shared; },    // i
               [](auto& shared, int seen) { shared = seen + 1; });  // i = ... + 1
  }
  int after() const { return i.value(); }

  static auto named(std::string_view name) {
    return with_owner(tenter::scenario<Increment>(name).copies(2, &Increment::increment), &Increment::i)
        .observes(&Increment::after)
        .acceptable({2}, "both increments kept")
        .forbidden({1}, "one increment overwrote the other", lost_update);
  }
};

const tenter::Registered plain{
    Increment<Plain<int>>::named("faq/increment/plain")
        .summary("i = i + 1 twice, i an int")
        .reason("Even where the compiler makes one instruction of it, the processor reads, adds and writes: another "
                "core may write in between.")
        .breaks(data_race, lost_update)};

const tenter::Registered per_op{
    Increment<AtomicWord<int>>::named("faq/increment/per-op")
        .summary("i = i + 1 twice, as an atomic load, then an atomic store")
        .reason("Two atomic operations are not one. There is no data race left to be found, and updates are lost "
                "nevertheless.")
        .breaks(lost_update)};

const tenter::Registered mutex{Increment<Mutex<int>>::named("faq/increment/mutex")
                                   .summary("i = i + 1 twice, a lock around the statement")
                                   .reason("Nobody reads i while somebody else is between reading and writing it.")};

const tenter::Registered cas{
    Increment<Cas<int>>::named("faq/increment/cas")
        .summary("i = i + 1 twice, by compare-exchange")
        .reason("The store happens only if i still is what was read; who was overtaken reads again.")};

const tenter::Registered queue{Increment<Queue<int>>::named("faq/increment/queue")
                                   .summary("i = i + 1 twice, each a job for i's owner")
                                   .reason("The owner reads and writes in one job, and does one job at a time.")};

const tenter::Registered queue_split{
    Increment<QueueSplit<int>>::named("faq/increment/queue-split")
        .summary("i = i + 1 twice, reading and writing as separate jobs for i's owner")
        .reason("A single owner removes the data race and nothing more: both threads may have their answers before "
                "either asks for its write.")
        .breaks(lost_update)};

}  // namespace
}  // namespace faq::increment
