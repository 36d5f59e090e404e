// Independent reads of independent writes: two threads store, two look at both variables in opposite directions. Can
// the readers disagree about which store came first? Only seq_cst says no; release and acquire do not.
#include <tenter/scenario.h>

using enum std::memory_order;

namespace litmus::iriw {
namespace {

template <std::memory_order Store, std::memory_order Load>
struct IndependentReads {
  std::atomic<int> x{0}, y{0};
  int x_first = -1, then_y = -1;
  int y_first = -1, then_x = -1;

  void write_x() { x.store(1, Store); }
  void write_y() { y.store(1, Store); }
  void read_x_y() {
    x_first = x.load(Load);
    then_y = y.load(Load);
  }
  void read_y_x() {
    y_first = y.load(Load);
    then_x = x.load(Load);
  }
};

struct PlainIndependentReads {
  int x = 0, y = 0;
  int x_first = -1, then_y = -1;
  int y_first = -1, then_x = -1;

  void write_x() { x = 1; }
  void write_y() { y = 1; }
  void read_x_y() {
    x_first = x;
    then_y = y;
  }
  void read_y_x() {
    y_first = y;
    then_x = x;
  }
};

template <class Test>
auto iriw(std::string_view name) {
  return tenter::scenario<Test>(name)
      .actor("writes x", &Test::write_x)
      .actor("writes y", &Test::write_y)
      .actor("reads x, y", &Test::read_x_y)
      .actor("reads y, x", &Test::read_y_x)
      .observes(&Test::x_first, &Test::then_y, &Test::y_first, &Test::then_x)
      .otherwise(tenter::Grade::acceptable, "both readers can agree on which store came first");
}

constexpr auto kDisagree = "one reader saw x stored before y, the other y before x";
constexpr auto kAllowed =
    "allowed: one reader saw x stored before y, the other y before x. x86 shows stores to all cores at once";

const tenter::Registered plain{
    iriw<PlainIndependentReads>("litmus/iriw/plain")
        .summary("two writers, two readers in opposite directions: plain ints")
        .reason(
            "Each variable is written by one thread and read by two others, and nothing orders them: a data race, "
            "and so undefined behaviour.")
        .interesting({1, 0, 1, 0}, kDisagree)
        .breaks(tenter::Anomaly::data_race)};

const tenter::Registered relaxed_order{
    iriw<IndependentReads<relaxed, relaxed>>("litmus/iriw/relaxed")
        .summary("two writers, two readers in opposite directions: relaxed")
        .reason("Each reader's two loads may be swapped, so that the readers need not agree. x86 swaps no loads; "
                "AArch64 and POWER do.")
        .interesting({1, 0, 1, 0}, kAllowed)};

const tenter::Registered acquire_order{
    iriw<IndependentReads<release, acquire>>("litmus/iriw/acquire")
        .summary("two writers, two readers in opposite directions: release stores, acquire loads")
        .reason("Each reader's loads stay in order, but the stores may reach the readers in different orders: "
                "release and acquire order what one thread did, not what two independent threads did. POWER shows "
                "it, x86 and AArch64 do not.")
        .interesting({1, 0, 1, 0}, kAllowed)};

const tenter::Registered seq_cst_order{
    iriw<IndependentReads<seq_cst, seq_cst>>("litmus/iriw/seq_cst")
        .summary("two writers, two readers in opposite directions: seq_cst")
        .reason("All seq_cst accesses lie in one order which all threads agree on: the two stores cannot each be "
                "first. With store buffering, the reason for seq_cst to exist.")
        .forbidden({1, 0, 1, 0}, kDisagree)};

}  // namespace
}  // namespace litmus::iriw
