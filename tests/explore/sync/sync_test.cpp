// What the standard library's primitives give, in every interleaving.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <stdexcept>
#include <string>

#include "explore/engine/search.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/exhaustive.h"

namespace tenter::explore {
namespace {

using testing::UnorderedElementsAre;

class Reports final : public Host, public ActorLog {
 public:
  Reports() { started = &started_; }
  void report(Anomaly, std::string_view detail, const char*, std::uint32_t) noexcept override {
    ADD_FAILURE() << detail;
  }
  void uncaught_exception(std::size_t, std::string_view what) noexcept override { ADD_FAILURE() << what; }

 private:
  std::uint64_t started_ = 0;
};

Reports& reports() {
  static Reports reports;
  return reports;
}

Runtime& the_runtime() {
  static Runtime runtime({.steps = 10'000});
  return runtime;
}

const PluginContents& plugin() {
  static const PluginContents& contents = [&]() -> const PluginContents& {
    Runtime::Loading loading(the_runtime());
    void* const library = ::dlopen(PRIMITIVES, RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw std::runtime_error(::dlerror());
    auto* const load = reinterpret_cast<const PluginContents* (*)(Host*)>(::dlsym(library, "tenter_plugin_load"));
    return *load(&reports());
  }();
  return contents;
}

const Program& scenario(const std::string& name) {
  for (const Program& program : plugin().programs) {
    if (program.info.name == name) return program;
  }
  throw std::runtime_error("no scenario " + name);
}

struct Found {
  std::set<std::string> outcomes;
  std::size_t races = 0;
  bool complete = false;
};

template <class S>
Found searched(const Program& program) {
  constexpr std::uint64_t kMost = 100'000;
  Found found;
  Search search(the_runtime(), program, reports(), [] { return std::make_unique<S>(); });
  while (const Outcome* outcome = search.next()) {
    if (search.executions() > kMost) break;
    if (outcome->ending != Ending::abandoned) {
      EXPECT_EQ(outcome->ending, Ending::finished);
    }
    found.races += outcome->races.size();
  }
  for (const OutcomeCount& row : search.tally().rows()) found.outcomes.insert(row.outcome);
  found.complete = search.complete();
  return found;
}

// Both strategies finish, and agree.
Found found_in(const std::string& name) {
  const Found reduced = searched<Dpor>(scenario(name));
  const Found all = searched<Exhaustive>(scenario(name));
  EXPECT_TRUE(reduced.complete);
  EXPECT_TRUE(all.complete);
  EXPECT_EQ(reduced.outcomes, all.outcomes);
  return reduced;
}

TEST(Primitives, CallOnceCallsOnce) {
  const Found found = found_in("call-once");
  EXPECT_THAT(found.outcomes, UnorderedElementsAre("1, 2"));
  EXPECT_EQ(found.races, 0U);
}

TEST(Primitives, AStaticOfAFunctionIsMadeOnceInEachExecution) {
  const Found found = found_in("function-static");
  EXPECT_THAT(found.outcomes, UnorderedElementsAre("1, 1"));
  EXPECT_EQ(found.races, 0U);
}

TEST(Primitives, SharedMutexOrdersReadersAndWriters) {
  const Found found = found_in("shared-mutex");
  EXPECT_THAT(found.outcomes, UnorderedElementsAre("0", "1"));
  EXPECT_EQ(found.races, 0U);
}

TEST(Primitives, SharedMutexOrdersNoReaders) {
  const Found found = found_in("shared-mutex-misused");
  EXPECT_THAT(found.outcomes, UnorderedElementsAre("1", "2"));
  EXPECT_GT(found.races, 0U);
}

}  // namespace
}  // namespace tenter::explore
