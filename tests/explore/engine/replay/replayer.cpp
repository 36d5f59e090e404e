// replayer PLUGIN record N SEED    prints N lines of random executions, of one scenario after another:
//                                  scenario, schedule, trace hash
// replayer PLUGIN replay SCENARIO SCHEDULE    prints the trace hash
#include <fmt/format.h>
#include <sys/personality.h>
#include <unistd.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "explore/engine/places.h"
#include "explore/engine/trace_recorder.h"
#include "explore/executor/in_process_executor.h"
#include "explore/executor/silent_log.h"
#include "explore/schedule/random_walk.h"
#include "explore/search/findings.h"
#include "explore/search/search.h"
#include "host/anomaly_log.h"
#include "model/schedule.h"
#include "support/plugin.h"
#include "tsan/address_space.h"

namespace {

using namespace tenter;
using namespace tenter::explore;

// As many executions as it takes, in all likelihood, to learn what has to be visible; none is too few.
constexpr int kLearning = 20;

class Replayer {
 public:
  explicit Replayer(const std::string& path) : path_(path) {
    const InProcessExecutor::Loading loading(executor_);
    contents_ = &tenter::test::loaded(path, &log_);
  }

  void record(std::size_t count, std::uint64_t seed) {
    const Places places(path_, executor_.heap());
    for (std::size_t i = 0; i < count; ++i) {
      const Program& program = contents_->programs[i % contents_->programs.size()];
      const std::string line = recorded(program, seed + i, places);
      fmt::print("{} {}\n", program.info.name, line);
    }
  }

  void replay(const std::string& name, const std::string& text) {
    const Schedule schedule = schedule_of(text);
    const Places places(path_, executor_.heap());
    for (const Program& program : contents_->programs) {
      if (program.info.name != name) continue;
      const TraceRecorder recorder(executor_, program);
      const Trace trace = recorder.record({schedule.tasks, places.places_of(schedule.places)});
      if (trace.mismatch) fmt::print("diverged ");
      fmt::print("{:x}\n", trace.trace_hash);
    }
  }

 private:
  std::string recorded(const Program& program, std::uint64_t seed, const Places& places) {
    executor_.set_visible_places({});
    executor_.forget_races();
    SilentLog silent;
    RandomWalk walk(seed);
    const std::unique_ptr<Tally> tally = program.body->new_tally();
    VisiblePlaces visible;
    const ExecutionResult* outcome = nullptr;
    for (int i = 0; i < kLearning; ++i) {
      visible = executor_.visible_places();
      walk.begin();
      outcome = &executor_.execute(program, walk, *tally, silent);
    }
    const Schedule schedule{"g12", tasks_of(*outcome), places.texts_of(visible)};
    return fmt::format("{} {:x}", to_text(schedule), outcome->trace_hash);
  }

  const std::string path_;
  InProcessExecutor executor_{InProcessExecutor::Limits{}};
  AnomalyLog log_;
  const PluginContents* contents_ = nullptr;
};

int run(int argc, char** argv) {
  const std::string_view verb = argc == 5 ? argv[2] : "";
  if (verb != "record" && verb != "replay") return 2;
  auto& replayer = *new Replayer(argv[1]);
  if (verb == "record") {
    replayer.record(std::strtoul(argv[3], nullptr, 10), std::strtoul(argv[4], nullptr, 10));
  } else {
    replayer.replay(argv[3], argv[4]);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if ((::personality(0xffffffff) & ADDR_NO_RANDOMIZE) == 0 && !address_space::disable_randomisation()) {
    ::execv("/proc/self/exe", argv);
  }
  return run(argc, argv);
}
