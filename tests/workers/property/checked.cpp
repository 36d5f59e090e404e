#include "checked.h"

#include <dlfcn.h>
#include <tenter/plugin.h>

#include <memory>
#include <ostream>
#include <stdexcept>

#include "explore/executor/in_process_executor.h"
#include "explore/executor/silent_log.h"
#include "explore/schedule/dpor.h"
#include "explore/schedule/random_walk.h"
#include "explore/search/search.h"

namespace tenter::test {
namespace {

using namespace tenter::explore;

InProcessExecutor& the_executor() {
  static InProcessExecutor& executor = *new InProcessExecutor(InProcessExecutor::Limits{});
  return executor;
}

std::size_t actors_of(const QueuePlan& plan) { return 1U + plan.consumers + (plan.other_items != 0 ? 1U : 0U); }
std::size_t actors_of(const ExecutorPlan& plan) { return plan.client ? 2 : 1; }

// Notes what each finished execution has violated, and counts nothing.
template <class Plan, class Result>
class Judge final : public Tally {
 public:
  Judge(const Variant::Subject<Plan, Result>& subject, const Plan& plan, Properties& broken)
      : subject_(subject), plan_(plan), broken_(broken) {}
  void collect(StateRange, ActorLog&) override {}
  void observe(StateRange, ActorLog&) override {}
  void count(StateRange states, ActorLog&) override { broken_.merge(violated(plan_, subject_.result(states[0]))); }
  std::vector<OutcomeCount> rows() const override { return {}; }
  void counts(std::vector<std::uint64_t>&) const override {}

 private:
  const Variant::Subject<Plan, Result>& subject_;
  const Plan& plan_;
  Properties& broken_;
};

template <class Plan, class Result>
class Planned final : public Body {
 public:
  Planned(const Variant::Subject<Plan, Result>& subject, const Plan& plan, Properties& broken)
      : subject_(subject), plan_(plan), broken_(broken) {}
  std::size_t state_size() const override { return subject_.size; }
  std::size_t state_alignment() const override { return subject_.alignment; }
  std::size_t actor_count() const override { return actors_of(plan_); }
  void construct(StateRange places) const override { subject_.construct(places[0], plan_); }
  void destroy(StateRange states) const override { subject_.destroy(states[0]); }
  void act(std::size_t actor, StateRange states, ActorLog& log) const override {
    try {
      subject_.act(states[0], actor);
    } catch (...) {
      log.uncaught_exception(0, "an exception");
    }
  }
  std::unique_ptr<Tally> new_tally() const override {
    return std::make_unique<Judge<Plan, Result>>(subject_, plan_, broken_);
  }

 private:
  const Variant::Subject<Plan, Result>& subject_;
  const Plan& plan_;
  Properties& broken_;
};

void look_at(const ExecutionResult& execution, Properties& broken) {
  if (execution.ending == Ending::deadlock || execution.ending == Ending::livelock) broken.insert(Property::ends);
  if (!execution.deaths.empty()) broken.insert(Property::no_death);
  if (!execution.races.empty()) broken.insert(Property::no_race);
  if (!execution.leaks.empty()) broken.insert(Property::no_leak);
}

class Attempt {
 public:
  Attempt(const Program& program, Checked& checked) : program_(program), checked_(checked) {}

  void run(const Search::NewStrategy& strategy, std::uint64_t most) {
    Search search(the_executor(), program_, log_, strategy);
    while (search.executions() < most) {
      const ExecutionResult* const execution = search.next();
      if (execution == nullptr) {
        checked_.complete = search.complete();
        break;
      }
      look_at(*execution, checked_.violated);
    }
    checked_.executions += search.executions();
  }

 private:
  const Program& program_;
  Checked& checked_;
  SilentLog log_;
};

template <class Plan, class Result>
Checked search(const Variant::Subject<Plan, Result>& subject, const Plan& plan, std::uint64_t most) {
  Checked checked;
  Program program;
  program.info.actors.assign(actors_of(plan), "actor");
  program.body = std::make_unique<Planned<Plan, Result>>(subject, plan, checked.violated);
  Attempt attempt(program, checked);
  attempt.run([] { return std::make_unique<Dpor>(); }, most / 2);
  if (!checked.complete) attempt.run([] { return std::make_unique<RandomWalk>(1); }, most / 2);
  return checked;
}

const char* in_words(Wait wait) {
  return wait == Wait::for_ever ? "for ever" : wait == Wait::for_a_time ? "for a time" : "not at all";
}

}  // namespace

const std::vector<Variant>& variants() {
  static const std::vector<Variant> all = [] {
    const InProcessExecutor::Loading loading(the_executor());
    void* const module = ::dlopen(SUBJECTS, RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) throw std::runtime_error(::dlerror());
    std::size_t count = 0;
    const auto load = reinterpret_cast<const Variant* (*)(std::size_t*)>(::dlsym(module, "tenter_test_variants"));
    const Variant* const first = load(&count);
    return std::vector<Variant>(first, first + count);
  }();
  return all;
}

const std::vector<Change>& changes() {
#include "changes.inc"  // made by mutants.cmake
  static const std::vector<Change> all(std::begin(changes), std::end(changes));
  return all;
}

Checked check(const Variant& variant, const QueuePlan& plan, std::uint64_t most) {
  return search(variant.queue, plan, most);
}

Checked check(const Variant& variant, const ExecutorPlan& plan, std::uint64_t most) {
  return search(variant.executor, plan, most);
}

std::ostream& operator<<(std::ostream& out, const QueuePlan& plan) {
  return out << "the owner puts " << +plan.items << ", another " << +plan.other_items
             << (plan.other_joins ? " and joins" : "") << ", into a queue for " << +plan.capacity << ", waiting "
             << in_words(plan.put) << "; " << +plan.consumers << " get, waiting " << in_words(plan.get)
             << "; the owner" << (plan.joins_before ? " joins and" : "") << " shuts down"
             << (plan.immediate ? " immediately" : "") << (plan.joins_after ? " and joins" : "");
}

std::ostream& operator<<(std::ostream& out, const ExecutorPlan& plan) {
  constexpr const char* kEnds[] = {"waits for the end", "does not wait", "cancels", "destroys"};
  return out << +plan.threads << " threads, " << +plan.jobs << " jobs" << (plan.client ? " and a client's" : "")
             << ", throwing " << +plan.throwing << (plan.cancels_first ? ", cancels the first" : "")
             << (plan.maps ? ", maps" : "") << ", " << kEnds[static_cast<std::size_t>(plan.end)];
}

}  // namespace tenter::test
