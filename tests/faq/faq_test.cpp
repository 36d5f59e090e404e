// The FAQ scenarios as a family: complete, explained, every `holds` with a twin that breaks, and expectations that
// are exactly what the serial orders of the actors give.
#include <gmock/gmock.h>
#include <tenter/plugin.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <new>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "support/plugin.h"

namespace tenter::faq {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAreArray;

const PluginContents& plugin() {
  static const PluginContents& kContents = tenter::test::loaded(TENTER_FAQ_PLUGIN);
  return kContents;
}

std::map<std::string, const Program*> scenarios() {
  std::map<std::string, const Program*> result;
  for (const Program& program : plugin().programs) result[program.info.name] = &program;
  return result;
}

const std::vector<std::string> kSingle{"append", "extend", "getitem",      "pop",     "slice-assign", "sort",
                                       "assign", "update", "field-assign", "setitem", "keys"};
const std::vector<std::string> kCompound{"increment", "append-last", "copy-element", "dict-increment"};

// For each scenario that holds, the one that differs from it in a line and breaks.
std::map<std::string, std::string> twins() {
  std::map<std::string, std::string> result{{"faq/append-last/twice", "faq/append-last/per-op"},
                                            {"faq/update/finalizer-after-unlock", "faq/update/finalizer-under-lock"}};
  for (const std::string& operation : kSingle) {
    for (const char* variant : {"/per-op", "/queue"})
      result["faq/" + operation + variant] = "faq/" + operation + "/plain";
  }
  for (const std::string& operation : kCompound) {
    for (const char* variant : {"/mutex", "/cas"})
      result["faq/" + operation + variant] = "faq/" + operation + "/per-op";
    result["faq/" + operation + "/queue"] = "faq/" + operation + "/queue-split";
  }
  return result;
}

TEST(Faq, HasEveryVariantOfEveryOperation) {
  std::vector<std::string> expected{"faq/sort/looks-empty", "faq/copy-element/cas-destination",
                                    "faq/update/finalizer-under-lock", "faq/update/finalizer-after-unlock",
                                    "faq/append-last/twice"};
  for (const std::string& operation : kSingle) {
    for (const char* variant : {"plain", "per-op", "queue"}) expected.push_back("faq/" + operation + "/" + variant);
  }
  for (const std::string& operation : kCompound) {
    for (const char* variant : {"plain", "per-op", "mutex", "cas", "queue", "queue-split"}) {
      expected.push_back("faq/" + operation + "/" + variant);
    }
  }
  std::vector<std::string> names;
  for (const Program& program : plugin().programs) names.push_back(program.info.name);
  EXPECT_THAT(names, UnorderedElementsAreArray(expected));
}

TEST(Faq, IsExplainedAndUsedRight) {
  EXPECT_THAT(plugin().misuse, IsEmpty());
  for (const auto& [name, program] : scenarios()) {
    EXPECT_FALSE(program->info.summary.empty()) << name;
    EXPECT_FALSE(program->info.reason.empty()) << name;
  }
}

TEST(Faq, EveryScenarioThatHoldsHasATwinThatBreaks) {
  const auto all = scenarios();
  const auto twin_of = twins();
  std::set<std::string> holding;
  for (const auto& [name, program] : all) {
    if (program->info.claim.kind == ClaimKind::holds) holding.insert(name);
  }
  for (const auto& [name, twin] : twin_of) {
    EXPECT_EQ(holding.erase(name), 1U) << name << " should hold";
    ASSERT_TRUE(all.contains(twin)) << twin << ", the twin of " << name;
    EXPECT_EQ(all.at(twin)->info.claim.kind, ClaimKind::breaks) << twin << ", the twin of " << name;
    EXPECT_EQ(all.at(twin)->info.file, all.at(name)->info.file) << "twins are read side by side";
  }
  EXPECT_THAT(holding, IsEmpty()) << "scenarios that hold, and have no twin";
}

TEST(Faq, PlainClaimsADataRaceAndPerOpTheAnomalyOfItsCompound) {
  const std::map<std::string, Anomaly> anomaly{{"increment", Anomaly::lost_update},
                                               {"append-last", Anomaly::stale_read},
                                               {"copy-element", Anomaly::stale_read},
                                               {"dict-increment", Anomaly::lost_update}};
  const auto all = scenarios();
  for (const auto& [name, program] : all) {
    if (!name.ends_with("/plain")) continue;
    EXPECT_EQ(program->info.claim.anomaly, Anomaly::data_race) << name;
  }
  for (const std::string& operation : kCompound) {
    const Claim& claim = all.at("faq/" + operation + "/per-op")->info.claim;
    EXPECT_EQ(claim.anomaly, anomaly.at(operation)) << operation;
    EXPECT_THAT(claim.also, IsEmpty()) << operation;
  }
}

// One state of a program, and its actors run on it one after the other.
class SerialExecution {
 public:
  explicit SerialExecution(const Body& body)
      : body_(body),
        memory_(
            static_cast<std::byte*>(::operator new(body.state_size(), std::align_val_t(body.state_alignment())))) {
    body_.construct(state());
  }
  SerialExecution(const SerialExecution&) = delete;
  SerialExecution& operator=(const SerialExecution&) = delete;
  ~SerialExecution() {
    body_.destroy(state());
    ::operator delete(memory_, std::align_val_t(body_.state_alignment()));
  }

  void act(std::size_t actor) { body_.act(actor, state(), log_); }

  OutcomeCount outcome() {
    const auto tally = body_.new_tally();
    tally->collect(state(), log_);
    return tally->rows().at(0);
  }

 private:
  class Log final : public ActorLog {
   public:
    Log() { started = &count_; }
    void uncaught_exception(std::size_t, std::string_view what) noexcept override {
      ADD_FAILURE() << "uncaught exception: " << what;
    }

   private:
    std::uint64_t count_ = 0;
  };

  StateRange state() const { return {memory_, body_.state_size(), 1}; }

  const Body& body_;
  std::byte* memory_;
  Log log_;
};

// The owner of a queue serves until all clients have sent their jobs; run alone, it must come last.
std::vector<std::vector<std::size_t>> serial_orders(const ScenarioInfo& info) {
  std::vector<std::size_t> order(info.actors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto clients_end = order.end() - (info.actors.back() == "owner" ? 1 : 0);
  std::vector<std::vector<std::size_t>> result;
  do {
    result.push_back(order);
  } while (std::next_permutation(order.begin(), clients_end));
  return result;
}

// In queue-split a client waits for the owner; under its own lock the finalizer waits for itself.
bool has_serial_orders(const std::string& name) {
  return !name.ends_with("/queue-split") && name != "faq/update/finalizer-under-lock";
}

TEST(Faq, AcceptsExactlyWhatTheSerialOrdersGive) {
  for (const auto& [name, program] : scenarios()) {
    if (!has_serial_orders(name)) continue;
    std::set<std::string> given, accepted;
    for (const auto& order : serial_orders(program->info)) {
      SerialExecution execution(*program->body);
      for (const std::size_t actor : order) execution.act(actor);
      given.insert(execution.outcome().outcome);
    }
    for (const Expectation& expectation : program->info.expectations) {
      if (expectation.grade == Grade::acceptable) accepted.insert(expectation.outcome);
    }
    EXPECT_EQ(given, accepted) << name;
    EXPECT_EQ(program->info.otherwise.grade, Grade::forbidden) << name;
  }
}

}  // namespace
}  // namespace tenter::faq
