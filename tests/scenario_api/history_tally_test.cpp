// Histories of an object's operations, counted by what came of them and by their order.
#include <gtest/gtest.h>
#include <tenter/detail/operations.h>
#include <tenter/tenter.h>

#include <memory>
#include <vector>

#include "host/anomaly_log.h"

namespace tenter::detail {
const PluginContents* load(Host* host);
}

namespace tenter::test {
namespace {

using detail::Slot;
using detail::Slots;

struct Flag {
  bool raised = false;
  void raise() { raised = true; }
  bool look() const { return raised; }
};

const Registered flag{tenter::object<Flag, Flag>("test/flag")
                          .operation("raise", &Flag::raise, &Flag::raise)
                          .operation("look", &Flag::look, &Flag::look)};

class Unthrown final : public ActorLog {
 public:
  Unthrown() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view what) noexcept override { ADD_FAILURE() << what; }

 private:
  std::uint64_t started_ = 0;
};

// The first thread looks so many times and then raises the flag; the second one looks once, and sees nothing.
constexpr std::uint32_t kLooks = 64;
constexpr std::uint64_t kTurn = 100;

class HistoryTallyTest : public testing::Test {
 protected:
  static const ObjectSubject& object() {
    static AnomalyLog& log = *new AnomalyLog;
    static const PluginContents& contents = *detail::load(&log);
    return *contents.programs.at(0).object;
  }

  // The second thread's look is at this time.
  void count(OperationTimes look) {
    std::unique_ptr<std::byte[]> memory(new std::byte[body_->state_size()]);
    const StateRange state{memory.get(), body_->state_size(), 1};
    body_->construct(state);
    body_->act(1, state, log_);
    body_->act(0, state, log_);
    std::vector<Slot>& slots = reinterpret_cast<Slots*>(memory.get())->all;
    for (std::uint32_t i = 0; i <= kLooks; ++i) slots[i].times = {kTurn * i, kTurn * i + kTurn / 2};
    slots[kLooks + 1].times = look;
    tally_->count(state, log_);
    body_->destroy(state);
  }

  static ParallelProgram program() {
    ParallelProgram program{{}, {std::vector<Call>(kLooks, Call{1, {}}), {Call{1, {}}}}, {}};
    program.threads[0].push_back(Call{0, {}});
    return program;
  }

  Unthrown log_;
  const Program program_ = object().program_of(program());
  const std::unique_ptr<const Body>& body_ = program_.body;
  const std::unique_ptr<Tally> tally_ = body_->new_tally();
};

// What was over before the last look differs in nothing but the flag, the 65th call of the program.
TEST_F(HistoryTallyTest, TellsHistoriesOfManyCallsApartByTheirOrder) {
  constexpr std::uint64_t kRaised = kTurn * kLooks;
  count({kRaised - 1, kRaised + kTurn});          // it began before the flag was raised
  count({kRaised + kTurn, kRaised + kTurn + 1});  // it began when the flag had been raised
  std::uint64_t accepted = 0;
  std::uint64_t refuted = 0;
  for (const OutcomeCount& row : tally_->rows()) {
    (row.expectation == ObjectSubject::kRefuted ? refuted : accepted) += row.count;
  }
  EXPECT_EQ(accepted, 1U);
  EXPECT_EQ(refuted, 1U);
}

}  // namespace
}  // namespace tenter::test
