// What an instrumented plugin lets a runtime see: all accesses of an actor, none of the loop around it.
#include <gmock/gmock.h>
#include <tenter/plugin.h>

#include <array>
#include <string>

#include "counting_runtime.h"
#include "support/plugin.h"

namespace tenter {
namespace {

using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

class NoLog final : public ActorLog {
 public:
  NoLog() { started = &cell_; }
  void uncaught_exception(std::size_t, std::string_view what) noexcept override {
    ADD_FAILURE() << "an exception left the actor: " << what;
  }

 private:
  std::uint64_t cell_ = 0;
};

const Body& body(const std::string& name) {
  return *tenter::test::program_named(name, tenter::test::loaded(TENTER_SUBJECT)).body;
}

// What a runtime sees of the last actor running on `states` fresh states.
std::map<std::string, int> seen_of(const std::string& name, std::size_t states = 1) {
  const Body& subject = body(name);
  alignas(64) std::array<std::byte, 1024> memory{};
  const StateRange range{memory.data(), 64, states};
  subject.construct(range);
  const std::size_t last = subject.actor_count() - 1;
  NoLog log;
  take_counts();
  subject.act(last, range, log);
  auto seen = take_counts();
  subject.destroy(range);
  return seen;
}

TEST(Instrumentation, OurLoopLeavesNoTrace) { EXPECT_THAT(seen_of("nothing", 10), IsEmpty()); }

TEST(Instrumentation, EveryPlainAccessOfAnActorIsSeenOnce) {
  EXPECT_THAT(seen_of("increment"), UnorderedElementsAre(Pair("read4", 1), Pair("write4", 1)));
  EXPECT_THAT(seen_of("increment", 10), UnorderedElementsAre(Pair("read4", 10), Pair("write4", 10)));
  EXPECT_THAT(seen_of("lambda"), UnorderedElementsAre(Pair("read4", 1), Pair("write4", 1)));
}

TEST(Instrumentation, HandingACopyItsIndexIsNotSeen) {
  EXPECT_THAT(seen_of("index"), UnorderedElementsAre(Pair("write4", 1)));
}

TEST(Instrumentation, AnAtomicOperationIsOneStep) {
  EXPECT_THAT(seen_of("atomic"), UnorderedElementsAre(Pair("atomic32_fetch_add", 1)));
}

}  // namespace
}  // namespace tenter
