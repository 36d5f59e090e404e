// Histories as others have written them.
#include "history/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "history/read.h"

namespace tenter::history {
namespace {

using testing::HasSubstr;

History read(const std::string& text) {
  std::istringstream in(text);
  return read_history(in, "file");
}

std::string error_of(const std::string& text) {
  try {
    read(text);
  } catch (const Malformed& malformed) {
    return malformed.what();
  }
  return "";
}

TEST(JsonLines, AreRead) {
  const History history = read(R"({"process": 0, "type": "invoke", "f": "enqueue", "value": 1}
{"process": 1, "type": "invoke", "f": "dequeue"}

{"process": 1, "type": "ok", "f": "dequeue", "value": null, "time": 12}
{"type": "info", "process": 0, "f": "enqueue", "value": [1, "a", 2.5, true]}
)");
  ASSERT_EQ(history.operations.size(), 2U);
  const Operation& enqueue = history.operations[0];
  EXPECT_EQ(history.function_of(enqueue), "enqueue");
  EXPECT_EQ(enqueue.argument, Value{std::int64_t{1}});
  EXPECT_TRUE(enqueue.is_pending());
  const Operation& dequeue = history.operations[1];
  EXPECT_EQ(dequeue.process, 1);
  EXPECT_EQ(dequeue.result, Value{});
  EXPECT_EQ(dequeue.invoked, 1U);
  EXPECT_EQ(dequeue.responded, 2U);
  EXPECT_EQ(dequeue.invoked_line, 2U);
  EXPECT_EQ(dequeue.responded_line, 4U);
}

TEST(Edn, IsRead) {
  const History history = read(
      "{:process 3, :type :invoke, :f :append, :key \"0\", :value \"a \\\"b\\\" \\n\"}\n"
      "{:process 3 :type :ok :f :append :key \"0\" :value [1 nil :word (2.5 true)]}\n");
  ASSERT_EQ(history.operations.size(), 1U);
  EXPECT_EQ(history.operations[0].key, Value{std::string("0")});
  EXPECT_EQ(history.operations[0].argument, Value{std::string("a \"b\" \n")});
  EXPECT_EQ(to_text(history.operations[0].result), R"([1,null,":word",[2.5,true]])");
}

TEST(JepsenLog, IsRead) {
  const History history = read(
      "WARN something else\n"
      "INFO  jepsen.util - 0\t:invoke\t:cas\t[1 2]\n"
      "INFO  jepsen.util - :nemesis\t:info\t:start\tnil\n"
      "INFO  jepsen.util - 4\t:invoke\t:read\tnil\n"
      "INFO  jepsen.util - 0\t:fail\t:cas\t[1 2]\n"
      "INFO  jepsen.util - 4\t:info\t:read\t:timed-out\n");
  ASSERT_EQ(history.operations.size(), 1U) << "what has failed has not happened";
  EXPECT_EQ(history.failed, 1U);
  EXPECT_EQ(history.operations[0].process, 4);
  EXPECT_TRUE(history.operations[0].is_pending());
}

TEST(Malformed, LinesAreToldByNumber) {
  const std::string fine = R"({"process": 0, "type": "invoke", "f": "read"})";
  for (const auto& [text, what] : std::vector<std::pair<std::string, std::string>>{
           {fine + "\n{\"process\": 0", "file:2: no JSON"},
           {fine + "\n[1]", "file:2: no JSON object"},
           {"{\"process\": \"0\"}", "file:1: \"process\" is no integer"},
           {"{\"process\": 0, \"type\": \"invoked\", \"f\": \"read\"}", "wanted invoke, ok, fail or info"},
           {"{\"process\": 0, \"type\": \"invoke\"}", "file:1: there is no \"f\""},
           {fine + "\n" + fine, "file:2: process 0 invokes read before its operation of line 1 has returned"},
           {R"({"process": 0, "type": "ok", "f": "read"})", "file:1: a response of process 0"},
           {fine + "\n" + R"({"process": 0, "type": "ok", "f": "write"})", "file:2: process 0 returns from write"},
           {"{:process 0, :type :invoke, :f :read, :value \"a}", "the end of a string"},
           {"{:process 0, :type :invoke, :f :read, :value {}}", "file:1: at column 46: wanted"},
           {"{:process 0, :type :invoke}", "there is no :f"},
           {"INFO  jepsen.util - 0\tinvoke\t:read\tnil", "file:1: wanted the type"},
           {"\n\n", "file: there are no operations in it"},
           {"", "file: there are no operations in it"}}) {
    EXPECT_THAT(error_of(text), HasSubstr(what)) << text;
  }
}

}  // namespace
}  // namespace tenter::history
