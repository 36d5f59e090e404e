// Publication: message passing as programs do it. The data is not atomic, and is read only when the flag was seen.
// Too weak an order is then not only a stale read but a data race, which is found on any hardware.
#include <tenter/scenario.h>

#include <optional>

using enum std::memory_order;

namespace litmus::publication {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct Publication {
  int data = 0;
  std::atomic<int> flag{0};
  std::optional<int> seen;

  void writer() {
    data = 1;
    flag.store(1, Store);
  }
  void reader() {
    if (flag.load(Load) == 1) seen = data;
  }
};

struct FencedPublication {
  int data = 0;
  std::atomic<int> flag{0};
  std::optional<int> seen;

  void writer() {
    data = 1;
    std::atomic_thread_fence(release);
    flag.store(1, relaxed);
  }
  void reader() {
    if (flag.load(relaxed) == 0) return;
    std::atomic_thread_fence(acquire);
    seen = data;
  }
};

template <class Test>
auto publication(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("reader", &Test::reader)
      .observes(&Test::seen)
      .acceptable({std::nullopt}, "the flag was not up yet, so the data was left alone")
      .acceptable({1}, "the data was published with the flag")
      .forbidden({0}, "the flag was up, the data was not there", tenter::Anomaly::stale_read);
}

const tenter::Registered relaxed_order{
    publication<Publication<relaxed, relaxed>>("litmus/publication/relaxed")
        .summary("plain data behind a relaxed flag")
        .reason("A relaxed flag synchronises nothing, so that the write and the read of the data race although the "
                "flag is atomic. x86 gives the right value each time: only a race detector sees it there.")
        .breaks(tenter::Anomaly::data_race, tenter::Anomaly::stale_read)};

const tenter::Registered release_acquire{
    publication<Publication<release, acquire>>("litmus/publication/release-acquire")
        .summary("plain data behind a release store and an acquire load")
        .reason("The load that sees the flag synchronises with the store that raised it: the write of the data "
                "happens before its read, no race. This is how a lock-free pointer is published.")};

const tenter::Registered fences{
    publication<FencedPublication>("litmus/publication/fences")
        .summary("plain data behind a relaxed flag between a release and an acquire fence")
        .reason("Correct, and the read of the data is ordered by the two fences. ThreadSanitizer, which does not "
                "model fences, reports a race that is none.")
        .uses_fences()};

}  // namespace
}  // namespace litmus::publication
