#include "session/supervision.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <utility>

#include "hang/proc_files.h"
#include "session/interrupts.h"
#include "session/strays.h"

namespace tenter::session {
namespace {

constexpr std::size_t kOutputKept = 16U << 10U;
constexpr std::size_t kReadsAStep = 32;
constexpr std::chrono::seconds kGrace{2};  // for a worker to end by itself when the user wants it to

// Reads what is there, at most so much that other duties are not forgotten; false at the end of the stream.
template <class Take>
bool read_available(int descriptor, Take&& take) {
  std::array<std::uint8_t, 64 * 1024> buffer;
  for (std::size_t i = 0; i < kReadsAStep; ++i) {
    const ssize_t n = ::read(descriptor, buffer.data(), buffer.size());
    if (n == 0) return false;
    if (n < 0) return errno == EAGAIN || errno == EINTR;
    take(std::span<const std::uint8_t>(buffer.data(), static_cast<std::size_t>(n)));
  }
  return true;
}

// The worker's memory may have been overwritten by whatever killed it.
std::optional<AnomalyReport> report_of(const protocol::LastWords& words) {
  if (!words.said()) return std::nullopt;
  AnomalyReport report;
  report.kind = words.kind() <= Anomaly::exit ? words.kind() : Anomaly::crash;
  report.detail = words.detail();
  if (!words.file().empty()) {
    const Frame where{"", std::string(words.file()), words.line()};
    report.accesses.push_back({"assert", "", 0, where, {where}});
  }
  return report;
}

}  // namespace

Supervision::Supervision(std::unique_ptr<WorkerProcess> worker, const Limits& limits)
    : limits_(limits), worker_(std::move(worker)) {}

std::array<pollfd, 3> Supervision::watched() const {
  return {pollfd{worker_->messages(), POLLIN, 0}, pollfd{worker_->output(), POLLIN, 0},
          pollfd{worker_->death(), POLLIN, 0}};
}

void Supervision::step() {
  if (over_) return;
  const Clock::time_point now = Clock::now();
  const bool dead = worker_->died();
  read_output();
  read_messages();
  if (dead) {
    conclude();
  } else {
    watch(now - last_step_);
  }
  last_step_ = now;
}

void Supervision::read_output() {
  if (worker_->output() == -1) return;
  const bool open = read_available(worker_->output(), [&](std::span<const std::uint8_t> bytes) {
    written_ += bytes.size();
    ending_.output.append(bytes.begin(), bytes.end());
    if (ending_.output.size() > 2 * kOutputKept) ending_.output.erase(0, ending_.output.size() - kOutputKept);
  });
  if (!open) worker_->close_output();
}

void Supervision::read_messages() {
  if (worker_->messages() == -1) return;
  try {
    const bool open =
        read_available(worker_->messages(), [&](std::span<const std::uint8_t> bytes) { frames_.append(bytes); });
    while (const auto payload = frames_.next()) take_message(protocol::decode(*payload));
    if (!open) worker_->close_messages();
  } catch (const protocol::ProtocolError&) {
    worker_->close_messages();
    condemn(Ending::Cause::spoke_nonsense);
  }
}

void Supervision::take_message(protocol::Message message) {
  if (auto* const sofar = std::get_if<protocol::EvidenceSoFar>(&message)) {
    ending_.evidence = std::move(sofar->evidence);
    return;
  }
  ending_.cause = Ending::Cause::answered;
  if (auto* const finished = std::get_if<protocol::Finished>(&message)) {
    ending_.evidence = std::move(finished->evidence);
  } else if (auto* const described = std::get_if<protocol::Described>(&message)) {
    ending_.answer = std::move(*described);
  } else if (auto* const unprepared = std::get_if<protocol::Unprepared>(&message)) {
    ending_.answer = std::move(*unprepared);
  } else {
    ending_.answer = std::get<protocol::Failed>(std::move(message));
  }
}

void Supervision::watch(nanoseconds since_last) {
  watch_progress(since_last);
  watch_resources();
  watch_user(since_last);
  watch_budget();
}

// Nor is time held against the worker in which this process itself did not run, as when the machine was suspended.
void Supervision::watch_progress(nanoseconds since_last) {
  const bool running = worker_->memory().reached() >= protocol::Phase::running;
  Stillness& stillness = running ? while_running_ : while_loading_;
  const nanoseconds seen = std::min<nanoseconds>(since_last, 5 * kTick);
  const auto waited = [this] { return worker_->waited_for_processor(); };
  if (running) watch_for_certain_hang(seen);
  if (stillness.too_long(worker_->memory().progress.pulse(), seen, waited)) condemn(Ending::Cause::hung);
}

void Supervision::watch_for_certain_hang(nanoseconds since_last) {
  const auto look = [this] {
    return hang::look_at(worker_->pid(), !has_descendants(worker_->pid(), WorkerProcess::alive()));
  };
  const protocol::WorkerMemory& memory = worker_->memory();
  std::set<pid_t> ours = memory.bystanders.ids();
  if (condemned_ || !hang_.hangs(memory.progress.pulse(), since_last, ours, look)) return;
  ours.insert(worker_->pid());  // the thread that waits for the actors
  ending_.waiting = hang_.waiting(ours);
  condemn(Ending::Cause::hung);
}

void Supervision::watch_resources() {
  if (written_ > limits_.output) condemn(Ending::Cause::wrote_too_much);
  if (worker_->resident_bytes() > limits_.memory) condemn(Ending::Cause::used_too_much_memory);
}

void Supervision::watch_user(nanoseconds since_last) {
  if (interrupts() == 0) return;
  worker_->memory().request_stop();
  asked_to_stop_ += since_last;
  if (interrupts() > 1 || asked_to_stop_ > kGrace) condemn(Ending::Cause::told_to_stop);
}

void Supervision::watch_budget() {
  if (!limits_.budget) return;
  const nanoseconds elapsed = Clock::now() - began_;
  if (elapsed > *limits_.budget + limits_.patience) worker_->memory().request_stop();
  if (elapsed > *limits_.budget + 2 * limits_.patience) condemn(Ending::Cause::overdue);
}

void Supervision::condemn(Ending::Cause cause) {
  if (std::exchange(condemned_, true)) return;
  if (ending_.cause != Ending::Cause::answered) ending_.cause = cause;
  worker_->kill();
}

namespace {

int helpers_of(const protocol::WorkerMemory& memory) {
  return static_cast<int>(__atomic_load_n(&memory.progress.helpers.started, __ATOMIC_RELAXED));
}

}  // namespace

void Supervision::conclude() {
  const protocol::WorkerMemory& memory = worker_->memory();
  // Before its group is ended: who is still alive was left behind.
  ending_.strays = std::max(0, kill_strays(WorkerProcess::alive()) - helpers_of(memory));
  worker_->reap();
  ending_.wait_status = worker_->wait_status();
  ending_.phase = memory.reached();
  ending_.executions = memory.progress.executions();
  ending_.forks = __atomic_load_n(&memory.forks, __ATOMIC_RELAXED);
  ending_.schedule = memory.schedule.text();
  ending_.last_words = report_of(memory.last_words);
  ending_.took = Clock::now() - began_;
  if (ending_.output.size() > kOutputKept) ending_.output.erase(0, ending_.output.size() - kOutputKept);
  over_ = true;
}

void supervise(std::span<Supervision* const> workers, const std::function<void()>& on_tick) {
  const auto running = [](const Supervision* worker) { return !worker->over(); };
  while (std::any_of(workers.begin(), workers.end(), running)) {
    std::vector<pollfd> watched;
    for (const Supervision* worker : workers) {
      if (!worker->over()) {
        const auto descriptors = worker->watched();
        watched.insert(watched.end(), descriptors.begin(), descriptors.end());
      }
    }
    ::poll(watched.data(), watched.size(), static_cast<int>(Supervision::kTick.count()));
    for (Supervision* worker : workers) worker->step();
    on_tick();
  }
}

}  // namespace tenter::session
