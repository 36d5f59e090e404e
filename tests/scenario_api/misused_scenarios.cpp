// One scenario for each thing that an author can get wrong and the compiler cannot refuse, and two without fault.
#include <tenter/scenario.h>

#include <string>

namespace {

using tenter::Anomaly;

struct Counter {
  int value = 0;
  void increment() { value = value + 1; }
};

auto counter(std::string_view name) {
  return tenter::scenario<Counter>(name).copies(2, &Counter::increment).observes(&Counter::value);
}

const tenter::Registered flawless{
    counter("flawless/observed").acceptable({2}, "both kept").interesting({1}, "one lost").shows({1})};
const tenter::Registered without_outcome{
    tenter::scenario<Counter>("flawless/unobserved").copies(2, &Counter::increment)};

const tenter::Registered no_actors{tenter::scenario<Counter>("no-actors")};
const tenter::Registered too_many_actors{
    tenter::scenario<Counter>("too-many-actors").copies(tenter::kMaxActors + 1, &Counter::increment)};
const tenter::Registered nothing_expected{counter("nothing-expected")};
const tenter::Registered expected_twice{
    counter("expected-twice").acceptable({2}, "both kept").interesting({2}, "or not?")};
const tenter::Registered no_reason{counter("no-reason").acceptable({2}, "")};
const tenter::Registered engines_word{
    counter("engines-word").acceptable({2}, "both kept").forbidden({1}, "one lost", Anomaly::deadlock)};
const tenter::Registered no_witness{
    counter("no-witness").acceptable({2}, "both kept").forbidden({1}, "one lost").breaks(Anomaly::lost_update)};
const tenter::Registered shown_unlisted{counter("shown-unlisted").acceptable({2}, "both kept").shows({1})};
const tenter::Registered shown_forbidden{
    counter("shown-forbidden").acceptable({2}, "both kept").forbidden({1}, "one lost").shows({1})};
const tenter::Registered twice{counter("twice").acceptable({2}, "both kept")};
const tenter::Registered twice_again{counter("twice").acceptable({2}, "both kept")};
const tenter::Registered no_name{counter("").acceptable({2}, "both kept")};
const tenter::Registered spaces{counter("with spaces").acceptable({2}, "both kept")};
const tenter::Registered option{counter("-option").acceptable({2}, "both kept")};

}  // namespace
