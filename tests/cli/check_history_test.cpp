// `tenter check-history` from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "program.h"

namespace tenter::test::check_history_test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kHistories = TENTER_TEST_HISTORIES;

std::string recorded(const std::string& name, const std::string& text) {
  const std::string path = scratch(name);
  std::ofstream(path) << text;
  return path;
}

Outcome check(const std::string& file, const std::string& model, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"check-history", file, "--model", model});
  return tenter(more);
}

constexpr auto kOutOfOrder = R"({"process":0,"type":"invoke","f":"enqueue","value":1}
{"process":0,"type":"ok","f":"enqueue"}
{"process":0,"type":"invoke","f":"enqueue","value":2}
{"process":0,"type":"ok","f":"enqueue"}
{"process":1,"type":"invoke","f":"dequeue"}
{"process":1,"type":"ok","f":"dequeue","value":2}
{"process":1,"type":"invoke","f":"dequeue"}
{"process":1,"type":"ok","f":"dequeue","value":1}
)";

struct Verdict {
  std::string file;
  std::string model;
  std::string verdict;
};

std::vector<Verdict> known_verdicts() {
  std::ifstream file(kHistories + "verdicts.txt");
  std::vector<Verdict> verdicts;
  for (Verdict one; file >> one.file >> one.model >> one.verdict;) verdicts.push_back(one);
  return verdicts;
}

TEST(CheckHistory, GivesTheKnownVerdictOnEveryRecording) {
  const auto verdicts = known_verdicts();
  ASSERT_EQ(verdicts.size(), 24U);
  for (const Verdict& known : verdicts) {
    const Outcome outcome = check(kHistories + known.file, known.model, {"--json", "-"});
    EXPECT_EQ(outcome.exit_code, known.verdict == "accepted" ? 0 : 1) << known.file << outcome.err;
    EXPECT_EQ(nlohmann::json::parse(outcome.out)["verdict"], known.verdict) << known.file;
  }
}

TEST(CheckHistory, PrintsThePrefixAndWhatCannotBePlaced) {
  const Outcome outcome = check(recorded("order.jsonl", kOutOfOrder), "queue");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("REFUTED"));
  EXPECT_THAT(outcome.out, HasSubstr("why: the value put in first came out last"));
  EXPECT_THAT(outcome.out, HasSubstr("longest linearizable prefix found: 2 of 4 operations"));
  EXPECT_THAT(outcome.out, HasSubstr("cannot be placed after it\n    1: dequeue -> 2   line 5"));
}

TEST(CheckHistory, SaysTheSameAsJson) {
  const Outcome outcome = check(recorded("order.jsonl", kOutOfOrder), "queue", {"--json", "-"});
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["verdict"], "refuted");
  EXPECT_EQ(json["operations"], 4);
  EXPECT_EQ(json["prefix"].size(), 2U);
  EXPECT_EQ(json["stuck"][0]["line"], 5);
  EXPECT_EQ(json["conflict"].size(), 4U);
}

// What process 1 took out came in later, and nobody's own order says so.
TEST(CheckHistory, AsksForLessThanTimeWhenToldTo) {
  const std::string file = recorded("later-first.jsonl", R"({"process":0,"type":"invoke","f":"enqueue","value":1}
{"process":0,"type":"ok","f":"enqueue"}
{"process":1,"type":"invoke","f":"enqueue","value":2}
{"process":1,"type":"ok","f":"enqueue"}
{"process":1,"type":"invoke","f":"dequeue"}
{"process":1,"type":"ok","f":"dequeue","value":2}
)");
  for (const std::string consistency : {"linearizable", "quiescent"}) {
    const Outcome outcome = check(file, "queue", {"--consistency", consistency, "--json", "-"});
    EXPECT_EQ(outcome.exit_code, 1) << consistency;
    EXPECT_EQ(nlohmann::json::parse(outcome.out)["consistency"], consistency);
  }
  const Outcome outcome = check(file, "queue", {"--consistency", "sequential"});
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("sequentially consistent as queue"));
  const Outcome refuted = check(recorded("bad.jsonl", kOutOfOrder), "queue", {"--consistency", "sequential"});
  EXPECT_EQ(refuted.exit_code, 1);
  EXPECT_THAT(refuted.out, HasSubstr("longest sequentially consistent prefix found: 2 of 4 operations"));
}

TEST(CheckHistory, AcceptsWhatASetMayDo) {
  const Outcome outcome = check(recorded("set.jsonl", R"({"process":0,"type":"invoke","f":"add","value":1}
{"process":0,"type":"ok","f":"add","value":true}
{"process":1,"type":"invoke","f":"contains","value":1}
{"process":1,"type":"ok","f":"contains","value":true}
)"),
                                "set");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("ACCEPTED"));
}

// Forty additions at once, whose sums are all different, and a value that none of them is: 2^40 configurations.
TEST(CheckHistory, IsUndecidedWhenTimeIsUp) {
  std::string text;
  constexpr int kAdditions = 40;
  for (int i = 0; i < kAdditions; ++i) {
    text += R"({"process":)" + std::to_string(i) + R"(,"type":"invoke","f":"add","value":)" +
            std::to_string(std::int64_t{1} << i) + "}\n";
  }
  for (int i = 0; i < kAdditions; ++i) {
    text += R"({"process":)" + std::to_string(i) + R"(,"type":"ok","f":"add"})" + "\n";
  }
  text += R"({"process":0,"type":"invoke","f":"get"}
{"process":0,"type":"ok","f":"get","value":-1}
)";
  const Outcome outcome = check(recorded("hard.jsonl", text), "counter", {"--time", "1ms"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("UNDECIDED"));
  EXPECT_THAT(outcome.out, HasSubstr("longest linearizable prefix found: 40 of 41 operations"));
}

struct Wrong {
  std::string line;
  std::string says;
};

TEST(CheckHistory, TellsWhereALineMakesNoSense) {
  const std::string good = R"({"process":0,"type":"invoke","f":"enqueue","value":1})";
  for (const Wrong& wrong : std::vector<Wrong>{
           {"{\"process\":0,", "this is no JSON object"},
           {"nonsense", "this is neither"},
           {R"({"type":"ok","f":"enqueue"})", "there is no process"},
           {R"({"process":0,"f":"enqueue"})", "there is no type"},
           {R"({"process":0,"type":"maybe","f":"enqueue"})", "type maybe is none of"},
           {R"({"process":0,"type":"ok"})", "there is no f"},
           {R"({"process":0,"type":"ok","f":"enqueue","value":{}})", "its value is neither"},
           {R"({"process":0,"type":"ok","f":"dequeue"})", "process 0 is in enqueue, not in dequeue"},
           {R"({"process":1,"type":"ok","f":"enqueue"})", "process 1 is in no operation"},
           {good, "process 0 is in an operation that has not returned"},
           {R"({"process":1,"type":"invoke","f":"shuffle"})", "queue has no operation shuffle, only enqueue"},
           {R"({"process":1,"type":"invoke","f":"enqueue"})", "nil cannot be enqueued"},
           {"{:process 1, :type :invoke, :f", "this is no map"},
           {"{:process 1, :type :invoke}", "it lacks one of"},
           {"INFO  jepsen.util - 1\t:gone\t:enqueue\t1", "type gone is none of"},
           {"INFO  jepsen.util - 1\t:invoke\t:enqueue\t[1", "its value is no nil"}}) {
    const std::string file = recorded("wrong.jsonl", good + "\n\n" + wrong.line + "\n");
    const Outcome outcome = check(file, "queue");
    EXPECT_EQ(outcome.exit_code, 2) << wrong.line;
    EXPECT_THAT(outcome.err, HasSubstr(file + ":3: ")) << wrong.line;
    EXPECT_THAT(outcome.err, HasSubstr(wrong.says)) << wrong.line;
    EXPECT_EQ(outcome.out, "");
  }
}

TEST(CheckHistory, KnowsTheConsistenciesThatThereAre) {
  const Outcome outcome = check("-", "queue", {"--consistency", "causal"});
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("linearizable, sequential, quiescent, exactly-once"));
}

TEST(CheckHistory, AllowsMoreWhenToldTo) {
  const std::string file = recorded("bad.jsonl", kOutOfOrder);
  const Outcome strict = check(file, "queue", {"--relaxed", "out-of-order:0"});
  EXPECT_EQ(strict.exit_code, 1);
  const Outcome relaxed = check(file, "queue", {"--relaxed", "out-of-order:1", "--json", "-"});
  EXPECT_EQ(relaxed.exit_code, 0);
  EXPECT_EQ(nlohmann::json::parse(relaxed.out)["relaxed"], "out-of-order:1");
  EXPECT_THAT(relaxed.err, HasSubstr("linearizable as queue of which any of the next 2 may come"));
  EXPECT_EQ(check(file, "queue", {"--relaxed", "at-least-once"}).exit_code, 1);
}

TEST(CheckHistory, RefusesWhatARelaxedObjectMayHaveGivenToNobodyKnows) {
  const std::string pending = std::string(kOutOfOrder) + R"({"process":1,"type":"invoke","f":"dequeue"})" + "\n";
  const std::string file = recorded("pending.jsonl", pending);
  for (const std::string how : {"out-of-order:1", "at-least-once"}) {
    const Outcome outcome = check(file, "queue", {"--relaxed", how});
    EXPECT_EQ(outcome.exit_code, 2) << how;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr(file + ":9: "), HasSubstr("may have taken any of several"))) << how;
  }
  EXPECT_EQ(check(file, "queue", {"--relaxed", "out-of-order:0"}).exit_code, 1) << "that is the strict object";
}

TEST(CheckHistory, NeedsNoOrderWhenToldSo) {
  const std::string file = recorded("bad.jsonl", kOutOfOrder);
  EXPECT_EQ(check(file, "queue", {"--consistency", "exactly-once"}).exit_code, 0);
  const Outcome fifo = check(file, "queue", {"--consistency", "fifo-per-producer"});
  EXPECT_EQ(fifo.exit_code, 1);
  EXPECT_THAT(fifo.out, AllOf(HasSubstr("first in, first out for each producer as queue?"),
                              HasSubstr("why: one process took what another had put in, in another order"),
                              Not(HasSubstr("prefix"))));
  const Outcome counter = check(recorded("counter.jsonl", R"({"process":0,"type":"invoke","f":"get"}
{"process":0,"type":"ok","f":"get","value":2}
{"process":0,"type":"invoke","f":"get"}
{"process":0,"type":"ok","f":"get","value":1}
)"),
                                "counter", {"--consistency", "monotonic-reads"});
  EXPECT_EQ(counter.exit_code, 1);
}

TEST(CheckHistory, WrongUseIsOneClearLine) {
  for (const auto& [arguments, says] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"check-history"}, "wants a --model: register"},
           {{"check-history", "--model", "queue"}, "takes one file"},
           {{"check-history", "--model", "heap", "x"}, "--model heap: wanted one of"},
           {{"check-history", "--model", "set", "x", "--relaxed", "at-least-once"},
            "--relaxed cannot be asked of a set, only of: queue, stack, priority-queue"},
           {{"check-history", "--model", "kv", "x", "--consistency", "monotonic-reads"},
            "--consistency monotonic-reads cannot be asked of a kv, only of: register, counter"},
           {{"check-history", "--model", "queue", "x", "--relaxed", "out-of-order:1", "--consistency",
             "exactly-once"},
            "take one of them"},
           {{"check-history", "--model", "queue", "x", "--relaxed", "some"},
            "wanted out-of-order:N or at-least-once"},
           {{"check-history", "--model", "queue", "x", "--relaxed", "out-of-order:-1"},
            "wanted out-of-order:N or at-least-once"},
           {{"check-history", "--model", "queue", "/nowhere"}, "/nowhere: cannot be read"},
           {{"check-history", "--model", "queue", "/"}, "/: cannot be read"},
           {{"check-history", "--model", "queue", "x", "--time", "5"}, "--time 5: wanted a duration"}}) {
    const Outcome outcome = tenter(arguments);
    EXPECT_EQ(outcome.exit_code, 2);
    EXPECT_THAT(outcome.err, HasSubstr(says));
  }
}

}  // namespace
}  // namespace tenter::test::check_history_test
