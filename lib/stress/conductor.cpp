#include "stress/conductor.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tenter::stress {
namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

constexpr std::uint64_t kUnlimited = std::numeric_limits<std::uint64_t>::max();

// All actors begin at this moment after the barrier, for it lets some go earlier than others.
constexpr Ticks kStartDelayNanoseconds = 300;

// An address is the same part of a state for good: what libraries and sanitizers know by its address, a mutex that is
// never destroyed say, must not turn into another one.
std::map<std::size_t, StateMemory> memory_for(const std::vector<Configuration>& configurations, const Body& body) {
  std::map<std::size_t, std::size_t> bytes;
  for (const Configuration& c : configurations) {
    const std::size_t stride = stride_of(c.layout, body.state_size(), body.state_alignment());
    bytes[stride] = std::max(bytes[stride], c.batch * stride);
  }
  std::map<std::size_t, StateMemory> memory;
  for (const auto& [stride, size] : bytes) memory.try_emplace(stride, size, body.state_alignment());
  return memory;
}

std::vector<const Tally*> tallies_of(const std::vector<std::unique_ptr<Worker>>& workers) {
  std::vector<const Tally*> tallies;
  for (const auto& worker : workers) tallies.push_back(&worker->tally());
  return tallies;
}

// What a scenario is run for: all outcomes but the acceptable ones.
Ledger::Sought unusual_in(const ScenarioInfo& scenario) {
  return [&scenario](int expectation) { return expectation_at(scenario, expectation).grade != Grade::acceptable; };
}

// Longer ones are made only of executions that take longer themselves.
constexpr nanoseconds kLongestBatch = 20ms;

// Configurations whose actors wait for each other equally often.
std::vector<std::size_t> kin_of(const std::vector<Configuration>& configurations) {
  std::vector<std::pair<Pace, std::uint32_t>> groups;
  std::vector<std::size_t> kin;
  for (const Configuration& configuration : configurations) {
    const std::pair group{configuration.pace, configuration.align_every};
    const auto found = std::find(groups.begin(), groups.end(), group);
    kin.push_back(static_cast<std::size_t>(found - groups.begin()));
    if (found == groups.end()) groups.push_back(group);
  }
  return kin;
}

// Short enough that each configuration has several rounds in the budget.
nanoseconds round_length(const Budget& budget, std::size_t configurations) {
  constexpr nanoseconds kShortest = 300us;
  constexpr nanoseconds kLongest = 4ms;
  if (!budget.time) return kLongest;
  return std::clamp<nanoseconds>(*budget.time / static_cast<std::int64_t>(configurations * 8), kShortest, kLongest);
}

std::uint64_t round_executions(const Budget& budget, std::size_t configurations) {
  constexpr std::uint64_t kFewest = 64;
  if (!budget.executions) return kUnlimited;
  return std::max<std::uint64_t>(kFewest, *budget.executions / (configurations * 3));
}

}  // namespace

void Conductor::Throttle::done(Clock::time_point began) {
  constexpr int kMostOfTheTime = 20;
  const Clock::time_point now = Clock::now();
  next_ = now + std::max<nanoseconds>(interval_, (now - began) * kMostOfTheTime);
}

Conductor::Conductor(const RunRequest& request, std::vector<Configuration> configurations, const Program& program,
                     Evidence preamble, Stage& stage, const std::vector<std::unique_ptr<Worker>>& workers,
                     const Surroundings& surroundings)
    : request_(request),
      configurations_(std::move(configurations)),
      preamble_(std::move(preamble)),
      stage_(stage),
      workers_(workers),
      surroundings_(surroundings),
      state_size_(program.body->state_size()),
      state_alignment_(program.body->state_alignment()),
      round_length_(round_length(request.budget, configurations_.size())),
      round_executions_(round_executions(request.budget, configurations_.size())),
      memory_(memory_for(configurations_, *program.body)),
      ledger_(configurations_, tallies_of(workers), unusual_in(program.info)),
      rotation_(configurations_.size(), request.seed),
      sizing_(kin_of(configurations_)),
      random_(request.seed) {}

void Conductor::plan() {
  started_ = now_ = Clock::now();
  telling_.done(started_);
  if (is_over()) return;
  begin_round();
  set_next_batch();
}

void Conductor::all_prepared() {
  beat();
  if (ended_) close_ended_round();
  tell_when_due();
  stage_.abandoned = std::any_of(workers_.begin(), workers_.end(), [](auto& w) { return w->could_not_make(); });
  stage_.next.start = stress::now() + kStartDelayNanoseconds * ticks_per_microsecond() / 1000;
}

void Conductor::all_acted() {
  beat();
  now_ = Clock::now();
  const std::size_t count = stage_.next.states.count;
  sizing_.ran(round_.configuration, count, longest_work());
  executions_ += count;
  round_.executions += count;
  note_probes();
  gather_failed();
  std::swap(stage_.finished, stage_.next);
  stage_.next.states.count = 0;
  interrupted_ = surroundings_.monitor.stop_requested();
  if (is_over()) return end_round();
  if (round_is_over()) {
    end_round();
    leave_warm_up();
    begin_round();
  }
  set_next_batch();
}

Evidence Conductor::conclude() {
  now_ = Clock::now();
  if (!ended_) end_round();
  close_ended_round();
  return evidence();
}

// The supervisor of this process takes its silence for a hang.
void Conductor::beat() const { __atomic_fetch_add(&surroundings_.progress.heartbeat.started, 1, __ATOMIC_RELAXED); }

void Conductor::leave_warm_up() {
  if (!warming_up_) return;
  constexpr int kShare = 5;
  const bool long_enough = elapsed() >= request_.warm_up;
  const bool time_is_short = request_.budget.time && elapsed() >= *request_.budget.time / kShare;
  const bool executions_are_few = request_.budget.executions && executions_ >= *request_.budget.executions / kShare;
  if (!long_enough && !time_is_short && !executions_are_few) return;
  warming_up_ = false;
  rotation_ = Rotation(configurations_.size(), request_.seed);
}

void Conductor::begin_round() {
  round_ = Round{};
  round_.configuration = rotation_.next();
  round_.warm_up = warming_up_;
  round_began_ = now_;
}

void Conductor::end_round() {
  round_.seconds = std::chrono::duration<double>(now_ - round_began_).count();
  ended_ = round_;
}

bool Conductor::round_is_over() const {
  return now_ - round_began_ >= round_length_ || round_.executions >= round_executions_;
}

void Conductor::close_ended_round() {
  ledger_.close(*ended_);
  ended_.reset();
  const Clock::time_point began = Clock::now();
  if (!rating_.due(began)) return;
  rotation_.rate(ledger_.scores());
  rating_.done(began);
}

// On a busy machine the threads wait at a batch's boundaries for milliseconds until each has had a processor,
// however many executions the batch has: that is not what a larger batch would have more of.
nanoseconds Conductor::longest_work() const {
  Ticks longest = 0;
  for (const auto& worker : workers_) longest = std::max(longest, worker->worked());
  return nanoseconds(longest * 1000 / ticks_per_microsecond());
}

void Conductor::note_probes() {
  for (std::size_t probe = 0; probe < stage_.next.probes.size(); ++probe) {
    probed_.clear();
    for (const auto& worker : workers_) probed_.push_back(worker->intervals()[probe]);
    const bool overlapped = any_overlap(probed_);
    for (Contention* contention : {&contention_, &round_.contention}) {
      ++contention->probes;
      if (overlapped) ++contention->overlapped;
    }
  }
}

void Conductor::gather_failed() {
  std::vector<std::uint32_t>& failed = stage_.failed;
  failed.clear();
  for (const auto& worker : workers_) {
    const auto& of_worker = worker->notes().failed();
    failed.insert(failed.end(), of_worker.begin(), of_worker.end());
    worker->notes().forget_failed();
  }
  std::sort(failed.begin(), failed.end());
  failed.erase(std::unique(failed.begin(), failed.end()), failed.end());
}

bool Conductor::is_over() const { return interrupted_ || executions_left() == 0 || time_left() <= 0ns; }

std::uint64_t Conductor::executions_left() const {
  return request_.budget.executions ? *request_.budget.executions - executions_ : kUnlimited;
}

nanoseconds Conductor::time_left() const {
  return request_.budget.time ? *request_.budget.time - elapsed() : nanoseconds::max();
}

void Conductor::set_next_batch() {
  Batch& next = stage_.next;
  next.configuration_index = round_.configuration;
  next.configuration = configurations_[round_.configuration];
  next.affinity_turn = rotation_.turns();
  const std::uint64_t wanted =
      std::min<std::uint64_t>({next.configuration.batch, executions_left(), round_executions_ - round_.executions});
  next.states.stride = stride_of(next.configuration.layout, state_size_, state_alignment_);
  next.states.first = memory_.at(next.states.stride).first();
  next.states.count = sizing_.next(round_.configuration, wanted, std::min(kLongestBatch, time_left()));
  next.seed = random_.next();
  choose_probes(next.states.count, random_, next.probes);
}

void Conductor::tell_when_due() {
  const Clock::time_point began = Clock::now();
  if (!telling_.due(began)) return;
  surroundings_.monitor.evidence_so_far(evidence());
  telling_.done(began);
}

Evidence Conductor::evidence() const {
  Evidence evidence = preamble_;
  evidence.executions = executions_;
  evidence.seconds = std::chrono::duration<double>(elapsed()).count();
  evidence.outcomes = ledger_.outcomes();
  evidence.anomalies = surroundings_.anomalies.anomalies();
  evidence.contention = contention_;
  evidence.modes = ledger_.modes();
  evidence.interrupted = interrupted_;
  return evidence;
}

}  // namespace tenter::stress
