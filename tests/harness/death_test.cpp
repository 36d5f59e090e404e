#include "session/death.h"

#include <gmock/gmock.h>
#include <signal.h>

#include "tsan/address_space.h"

namespace tenter::session::death_test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Ending ended(Ending::Cause cause, int wait_status = 0) {
  Ending ending;
  ending.cause = cause;
  ending.wait_status = wait_status;
  ending.phase = protocol::Phase::running;
  return ending;
}

int exited(int status) { return status << 8; }

AnomalyReport only(const Ending& ending) {
  const auto anomalies = anomalies_of(ending, Limits{});
  EXPECT_EQ(anomalies.size(), 1U);
  return anomalies.empty() ? AnomalyReport{} : anomalies.front();
}

TEST(Death, BySignalIsACrashExceptForAbort) {
  EXPECT_EQ(only(ended(Ending::Cause::died, SIGSEGV)).kind, Anomaly::crash);
  EXPECT_THAT(only(ended(Ending::Cause::died, SIGSEGV)).detail, HasSubstr("SIGSEGV"));
  EXPECT_EQ(only(ended(Ending::Cause::died, SIGABRT)).kind, Anomaly::abort);
}

TEST(Death, ThatGlibcExplainsIsADoubleFree) {
  Ending ending = ended(Ending::Cause::died, SIGABRT);
  ending.output = "free(): double free detected in tcache 2\n";
  EXPECT_EQ(only(ending).kind, Anomaly::double_free);
}

TEST(Death, WithoutASignalIsAnExit) { EXPECT_EQ(only(ended(Ending::Cause::died, exited(0))).kind, Anomaly::exit); }

TEST(Death, OfTheSanitizersRuntimeIsACrash) {
  Ending ending = ended(Ending::Cause::died, exited(address_space::kRuntimeFailure));
  ending.output = "ThreadSanitizer: CHECK failed\n";
  EXPECT_EQ(only(ending).kind, Anomaly::crash);
}

TEST(Death, IsWhatItsLastWordsSay) {
  Ending ending = ended(Ending::Cause::died, SIGABRT);
  ending.last_words = AnomalyReport{};
  ending.last_words->kind = Anomaly::assertion;
  EXPECT_EQ(only(ending).kind, Anomaly::assertion);
}

TEST(Death, ByTheSessionsHand) {
  EXPECT_EQ(only(ended(Ending::Cause::hung)).kind, Anomaly::hang);
  EXPECT_THAT(only(ended(Ending::Cause::used_too_much_memory)).detail, HasSubstr("2 GiB"));
  EXPECT_THAT(only(ended(Ending::Cause::wrote_too_much)).detail, HasSubstr("64 MiB"));
  EXPECT_THAT(anomalies_of(ended(Ending::Cause::told_to_stop), Limits{}), IsEmpty());
}

TEST(Death, OfAHangForCertainNamesTheThreadsThatWait) {
  Ending ending = ended(Ending::Cause::hung);
  EXPECT_THAT(only(ending).detail, HasSubstr("no progress for 5s"));
  ending.waiting = std::vector<std::string>{"reader", "writer", "reader"};
  EXPECT_EQ(only(ending).kind, Anomaly::hang);
  EXPECT_EQ(only(ending).detail, "for certain: every thread sleeps until another one wakes it (reader, writer)");
}

TEST(Death, InPeaceShowsNothingButWhatIsLeftBehind) {
  Ending ending = ended(Ending::Cause::answered);
  EXPECT_THAT(anomalies_of(ending, Limits{}), IsEmpty());
  ending.forks = 3;
  EXPECT_EQ(only(ending).kind, Anomaly::exit);
  EXPECT_EQ(only(ending).count, 3U);
}

TEST(Words, AreShort) {
  EXPECT_EQ(in_words(std::chrono::milliseconds(200)), "200ms");
  EXPECT_EQ(in_words(std::chrono::seconds(5)), "5s");
  EXPECT_EQ(in_words(std::chrono::minutes(90)), "90min");
  EXPECT_EQ(in_words(std::uint64_t{3} << 29U), "1.5 GiB");
  EXPECT_EQ(last_lines("a\n\nb\nc", 2), (std::vector<std::string>{"b", "c"}));
}

}  // namespace
}  // namespace tenter::session::death_test
