// tenter check-history, from outside.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "../oracle/known_verdicts.h"
#include "program.h"

namespace tenter::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;

std::string file_of(const std::string& name, const std::string& text) {
  const std::string path = scratch(name);
  std::ofstream(path) << text;
  return path;
}

class KnownHistory : public testing::TestWithParam<KnownVerdict> {};

TEST_P(KnownHistory, IsJudgedAsOthersHave) {
  const auto& [file, model, linearizable] = GetParam();
  const std::string path = std::string(TENTER_TEST_HISTORIES) + "/" + file;
  const Outcome outcome = tenter({"check-history", path, "--model", model});
  EXPECT_EQ(outcome.exit_code, linearizable ? 0 : 1) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(linearizable ? "accepted: linearizable" : "refuted: not linearizable"));
}

INSTANTIATE_TEST_SUITE_P(, KnownHistory, testing::ValuesIn(kKnownVerdicts), [](const auto& verdict) {
  std::string name = verdict.param.file;
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
});

const char* const kOutOfOrder = R"({"process": 0, "type": "invoke", "f": "enqueue", "value": "first"}
{"process": 0, "type": "ok", "f": "enqueue", "value": "first"}
{"process": 0, "type": "invoke", "f": "enqueue", "value": "second"}
{"process": 0, "type": "ok", "f": "enqueue", "value": "second"}
{"process": 1, "type": "invoke", "f": "dequeue"}
{"process": 1, "type": "ok", "f": "dequeue", "value": "second"}
)";

TEST(CheckHistory, SaysWhatContradictsWhat) {
  const Outcome outcome = tenter({"check-history", file_of("out-of-order.jsonl", kOutOfOrder), "--model", "queue"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("why: [1] came before [2], but [3] took the latter, and nobody the former\n"
                                     "  [1]  process 0  enqueue \"first\"  (lines 1-2)\n"));
  EXPECT_THAT(outcome.out, HasSubstr("longest order found: 2 operations"));
  EXPECT_THAT(outcome.out, HasSubstr("cannot come next, and one of them would have to\n"
                                     "  process 1  dequeue -> \"second\"  (lines 5-6)\n"));
}

TEST(CheckHistory, WritesJson) {
  const Outcome outcome =
      tenter({"check-history", file_of("order.jsonl", kOutOfOrder), "--model", "queue", "--json", "-"});
  EXPECT_EQ(outcome.exit_code, 1);
  const json report = json::parse(outcome.out);
  EXPECT_EQ(report.at("schema_version"), 1);
  EXPECT_EQ(report.at("verdict"), "refuted");
  EXPECT_EQ(report.at("operations"), 3);
  EXPECT_EQ(report.at("prefix").size(), 2U);
  EXPECT_EQ(report.at("stuck").at(0).at("invoked_line"), 5);
  EXPECT_EQ(report.at("contradiction").size(), 3U);
}

// Of writes of two values in turn that all overlap, and a read of a third: there are too many orders.
TEST(CheckHistory, IsUndecidedWhenTheTimeIsOver) {
  std::string text;
  for (const char* const type : {"invoke", "ok"}) {
    for (int process = 0; process < 40; ++process) {
      text += R"({"process": )" + std::to_string(process) + R"(, "type": ")" + type + R"(", "f": "add", "value": )" +
              std::to_string(1 << process % 20) + "}\n";
    }
  }
  text += R"({"process": 0, "type": "invoke", "f": "read"}
{"process": 0, "type": "ok", "f": "read", "value": 1}
)";
  const Outcome outcome =
      tenter({"check-history", file_of("many.jsonl", text), "--model", "counter", "--time", "50ms"});
  EXPECT_EQ(outcome.exit_code, 3) << outcome.out;
  EXPECT_THAT(outcome.out, HasSubstr("undecided: nobody knows whether it is linearizable"));
  EXPECT_THAT(outcome.out, HasSubstr("longest order found: 40 operations"));
}

TEST(CheckHistory, OfWhatIsMalformedIsAnError) {
  const std::string malformed = file_of("malformed.jsonl", std::string(kOutOfOrder) + "{\"process\": 0\n");
  const std::string missing = scratch("missing.jsonl");
  const std::string fine = file_of("fine.jsonl", kOutOfOrder);
  for (const auto& [arguments, says] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{malformed, "--model", "queue"}, "malformed.jsonl:7: no JSON"},
           {{missing, "--model", "queue"}, "missing.jsonl: cannot be read"},
           {{fine, "--model", "stack"}, "fine.jsonl:1: a stack has no operation \"enqueue\"; it has push, pop"},
           {{fine, "--model", "heap"}, "--model heap: wanted one of register, cas-register, kv, queue"},
           {{fine}, "say of what it is a history: --model register, "},
           {{fine, fine, "--model", "queue"}, "takes one file"},
           {{"--model", "queue"}, "takes one file"}}) {
    std::vector<std::string> all{"check-history"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Outcome outcome = tenter(all);
    EXPECT_EQ(outcome.exit_code, 2) << outcome.out;
    EXPECT_THAT(outcome.err, HasSubstr(says));
    EXPECT_EQ(outcome.out, "");
  }
}

}  // namespace
}  // namespace tenter::test
