// Outcome counting equals a naive count, whatever is counted.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <tenter/scenario.h>

#include <algorithm>
#include <map>
#include <memory>
#include <ostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace tenter::stress::tally_test {
namespace {

class NoLog final : public ActorLog {
 public:
  void uncaught_exception(std::size_t, std::string_view what) noexcept override { ADD_FAILURE() << what; }
};

enum class Colour : short { red = -1, green = 0, blue = 7 };

// Few integers, which are found by their bits; and something that is not.
struct Small {
  int number = 0;
  bool flag = false;
  Colour colour = Colour::red;
  void nothing() {}
};
struct Text {
  std::string text;
  void nothing() {}
};

template <class State>
std::vector<OutcomeCount> count_all(const Program& program, std::vector<State>& states) {
  const auto tally = program.body->new_tally();
  NoLog log;
  tally->collect({reinterpret_cast<std::byte*>(states.data()), sizeof(State), states.size()}, log);
  std::vector<OutcomeCount> rows = tally->rows();
  std::vector<std::uint64_t> counts;
  tally->counts(counts);
  RC_ASSERT(counts.size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) RC_ASSERT(rows[i].count == counts[i]);
  return rows;
}

std::map<std::string, std::uint64_t> by_text(const std::vector<OutcomeCount>& rows) {
  std::map<std::string, std::uint64_t> result;
  for (const OutcomeCount& row : rows) {
    RC_ASSERT(result.emplace(row.outcome, row.count).second);
  }
  return result;
}

// Tells no two apart by its text.
struct Opaque {
  int value = 0;
  friend bool operator==(const Opaque&, const Opaque&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Opaque&) { return out << "opaque"; }
};
struct Sealed {
  Opaque inside;
  void nothing() {}
};

TEST(Tally, KeepsOutcomesApartThatPrintAlikeAndAreJudgedDifferently) {
  constexpr int kStates = 1000;
  const Program program = scenario<Sealed>("sealed")
                              .copies(2, &Sealed::nothing)
                              .observes(&Sealed::inside)
                              .acceptable([](const Opaque& opaque) { return opaque.value < 100; }, "small")
                              .program();
  std::vector<Sealed> states(kStates);
  for (int i = 0; i < kStates; ++i) states[static_cast<std::size_t>(i)].inside.value = i;
  std::map<int, std::uint64_t> by_expectation;
  for (const OutcomeCount& row : count_all(program, states)) by_expectation[row.expectation] += row.count;
  EXPECT_EQ(by_expectation, (std::map<int, std::uint64_t>{{-1, kStates - 100}, {0, 100}}));
}

class Thrown final : public ActorLog {
 public:
  void uncaught_exception(std::size_t index, std::string_view what) noexcept override {
    all.emplace(index, std::string(what));
  }
  std::map<std::size_t, std::string> all;
};

// Each that is 13 throws, in the predicate or when it is printed.
Program throwing_predicate() {
  return scenario<Small>("test/predicate")
      .actors(&Small::nothing)
      .observes(&Small::number)
      .acceptable([](const int& n) { return n == 13 ? throw std::runtime_error("unlucky") : true; }, "any other")
      .program();
}

TEST(Tally, CountsNoOutcomeThatAPredicateThrowsAt) {
  std::vector<Small> states{{13}, {1}, {13}, {2}, {1}};
  const Program program = throwing_predicate();
  const StateRange range{reinterpret_cast<std::byte*>(states.data()), sizeof(Small), states.size()};
  const std::map<std::size_t, std::string> thrown{{0, "std::runtime_error: unlucky"},
                                                  {2, "std::runtime_error: unlucky"}};
  const std::vector<OutcomeCount> rows{{"1", 2, 0}, {"2", 1, 0}};
  Thrown log;
  const auto at_once = program.body->new_tally();
  at_once->collect(range, log);
  EXPECT_EQ(log.all, thrown);
  EXPECT_EQ(at_once->rows(), rows);

  const auto in_parts = program.body->new_tally();
  for (std::size_t i = 0; i < states.size(); ++i) {
    Thrown log_of_one;
    in_parts->observe(range.slice(i, i + 1), log_of_one);
    in_parts->count(range.slice(i, i + 1), log_of_one);
    in_parts->discard();
    EXPECT_EQ(!log_of_one.all.empty(), thrown.contains(i)) << i;
  }
  EXPECT_EQ(in_parts->rows(), rows);
}

struct Unprintable {
  int value = 0;
  friend bool operator==(const Unprintable&, const Unprintable&) = default;
  friend std::ostream& operator<<(std::ostream&, const Unprintable&) { throw std::logic_error("no word for it"); }
};
struct Mute {
  Unprintable inside;
  void nothing() {}
};

TEST(Tally, TellsOfWhatCannotBePrintedHowOftenItWasSeen) {
  std::vector<Mute> states{{{1}}, {{2}}, {{1}}};
  const Program program = scenario<Mute>("test/mute").actors(&Mute::nothing).observes(&Mute::inside).program();
  const std::string text = "(printing it threw std::logic_error: no word for it)";
  EXPECT_EQ(count_all(program, states), (std::vector<OutcomeCount>{{text, 2, -1}, {text, 1, -1}}));
}

RC_GTEST_PROP(Tally, CountsSmallIntegersLikeANaiveCount, ()) {
  const int range = *rc::gen::element(2, 20, 200, 2000);
  std::vector<Small> states(*rc::gen::inRange<std::size_t>(0, 3000));
  std::map<std::string, std::uint64_t> naive;
  for (Small& state : states) {
    state.number = *rc::gen::resize(100, rc::gen::inRange(-range, range));
    state.flag = *rc::gen::arbitrary<bool>();
    state.colour = *rc::gen::element(Colour::red, Colour::green, Colour::blue);
    ++naive[to_text(std::tuple(state.number, state.flag, state.colour))];
  }
  const Program program = scenario<Small>("test/small")
                              .actors(&Small::nothing)
                              .observes(&Small::number, &Small::flag, &Small::colour)
                              .program();
  const auto counted = by_text(count_all(program, states));
  if (naive.size() <= Tally::kMaxDistinct) RC_ASSERT(counted == naive);
}

RC_GTEST_PROP(Tally, CountsTextsLikeANaiveCount, ()) {
  const int range = *rc::gen::element(1, 20, 33, 200);
  std::vector<Text> states(*rc::gen::inRange<std::size_t>(0, 500));
  std::map<std::string, std::uint64_t> naive;
  for (Text& state : states) {
    state.text = "text " + std::to_string(*rc::gen::inRange(0, range));
    ++naive[state.text];
  }
  const Program program = scenario<Text>("test/text").actors(&Text::nothing).observes(&Text::text).program();
  RC_ASSERT(by_text(count_all(program, states)) == naive);
}

// Even and odd numbers have expectations of their own, and so have those beyond the limit.
RC_GTEST_PROP(Tally, CountsOthersBeyondTheLimit, (std::uint64_t seed)) {
  const std::size_t distinct = Tally::kMaxDistinct + *rc::gen::inRange<std::size_t>(1, 3000);
  std::vector<Small> states;
  for (std::size_t i = 0; i < distinct; ++i) {
    for (std::size_t times = 0; times <= (i ^ seed) % 3; ++times) states.push_back({static_cast<int>(i)});
  }
  const Program program = scenario<Small>("test/many")
                              .actors(&Small::nothing)
                              .observes(&Small::number)
                              .acceptable([](const int& n) { return n % 2 == 0; }, "even")
                              .acceptable([](const int& n) { return n % 2 == 1; }, "odd")
                              .program();
  std::map<int, std::uint64_t> naive;
  for (const Small& state : states) ++naive[state.number % 2];
  std::map<int, std::uint64_t> counted;
  const auto rows = count_all(program, states);
  for (const OutcomeCount& row : rows) counted[row.expectation] += row.count;
  RC_ASSERT(counted == naive);
  const auto others = [](const OutcomeCount& row) { return row.outcome == "(others)"; };
  RC_ASSERT(std::count_if(rows.begin(), rows.end(), others) >= 1);
  RC_ASSERT(rows.size() <= Tally::kMaxDistinct + 2);
}

}  // namespace
}  // namespace tenter::stress::tally_test
