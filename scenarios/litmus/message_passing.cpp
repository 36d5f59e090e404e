// Message passing: one thread writes data, then raises a flag; the other sees the flag, then reads the data. Is the
// data sure to be there? With release on the flag's store and acquire on its load; one of the two is not enough.
#include <tenter/scenario.h>

#include "machine.h"

using enum std::memory_order;

namespace litmus::message_passing {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct MessagePassing {
  std::atomic<int> data{0}, flag{0};
  int flag_seen = -1, data_seen = -1;

  void writer() {
    data.store(1, relaxed);
    flag.store(1, Store);
  }
  void reader() {
    flag_seen = flag.load(Load);
    data_seen = data.load(relaxed);
  }
};

// The same with relaxed accesses and a fence between the two. A relaxed fence is none.
template <std::memory_order Writer, std::memory_order Reader>
struct FencedMessagePassing {
  std::atomic<int> data{0}, flag{0};
  int flag_seen = -1, data_seen = -1;

  void writer() {
    data.store(1, relaxed);
    std::atomic_thread_fence(Writer);
    flag.store(1, relaxed);
  }
  void reader() {
    flag_seen = flag.load(relaxed);
    std::atomic_thread_fence(Reader);
    data_seen = data.load(relaxed);
  }
};

struct PlainMessagePassing {
  int data = 0, flag = 0;
  int flag_seen = -1, data_seen = -1;

  void writer() {
    data = 1;
    flag = 1;
  }
  void reader() {
    flag_seen = flag;
    data_seen = data;
  }
};

template <class Test>
auto message_passing(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writer", &Test::writer)
      .actor("reader", &Test::reader)
      .observes(&Test::flag_seen, &Test::data_seen)
      .acceptable({0, 0}, "the reader was first")
      .acceptable({0, 1}, "the reader looked for the flag before it was raised, for the data after")
      .acceptable({1, 1}, "the message arrived");
}

constexpr auto kStale = "the flag arrived before the data that it announces";
constexpr auto kAllowed =
    "allowed: the flag may arrive before the data that it announces. x86 keeps both orders; a compiler need not";

const tenter::Registered plain{
    message_passing<PlainMessagePassing>("litmus/message-passing/plain")
        .summary("data, then flag: plain ints")
        .reason("A data race on the flag and another on the data: undefined behaviour. A compiler that sees no "
                "synchronisation may swap the stores, or read the flag once and never again.")
        .interesting({1, 0}, kStale)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    message_passing<MessagePassing<relaxed, relaxed>>("litmus/message-passing/relaxed")
        .summary("data, then flag: relaxed")
        .reason(
            "Relaxed accesses are atomic and nothing more: the order between two variables is not kept. x86 "
            "hardware keeps it all the same; AArch64 and POWER do not, so that a test on x86 proves nothing here.")
        .interesting({1, 0}, kAllowed)
        .shows({1, 0}, machine::kWeaklyOrdered)};

const tenter::Registered release_only{
    message_passing<MessagePassing<release, relaxed>>("litmus/message-passing/release-only")
        .summary("data, then flag: release store, relaxed load")
        .reason("The writer keeps its order, but the reader may have read the data before the flag: a release needs "
                "an acquire that reads from it. x86 cannot show the difference.")
        .interesting({1, 0}, kAllowed)};

const tenter::Registered acquire_only{
    message_passing<MessagePassing<relaxed, acquire>>("litmus/message-passing/acquire-only")
        .summary("data, then flag: relaxed store, acquire load")
        .reason("The reader keeps its order, but the writer may have raised the flag before its data was out: an "
                "acquire needs a release to read from. x86 cannot show the difference.")
        .interesting({1, 0}, kAllowed)};

const tenter::Registered release_acquire{
    message_passing<MessagePassing<release, acquire>>("litmus/message-passing/release-acquire")
        .summary("data, then flag: release store, acquire load")
        .reason("An acquire load that reads from a release store sees all that came before the store. Its twin, "
                "relaxed, cannot break on x86; litmus/publication has a twin that is caught on any machine.")
        .forbidden({1, 0}, kStale, tenter::Anomaly::stale_read)};

const tenter::Registered one_fence{
    message_passing<FencedMessagePassing<release, relaxed>>("litmus/message-passing/one-fence")
        .summary("data, release fence, flag; the reader has no fence")
        .reason("Half a pair, as release-only: nothing holds back the reader's load of the data.")
        .uses_fences()
        .interesting({1, 0}, kAllowed)};

const tenter::Registered fences{
    message_passing<FencedMessagePassing<release, acquire>>("litmus/message-passing/fences")
        .summary("data, release fence, flag; flag, acquire fence, data")
        .reason("A release fence before a relaxed store and an acquire fence behind a relaxed load pair up as a "
                "release store and an acquire load do.")
        .uses_fences()
        .forbidden({1, 0}, kStale, tenter::Anomaly::stale_read)};

}  // namespace
}  // namespace litmus::message_passing
