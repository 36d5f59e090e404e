#include "session/death.h"

#include <fmt/ranges.h>
#include <string.h>
#include <sys/wait.h>

#include <csignal>
#include <set>
#include <sstream>

#include "model/numbers.h"
#include "tsan/address_space.h"

namespace tenter::session {
namespace {

using Cause = Ending::Cause;

AnomalyReport report(Anomaly kind, std::string detail, std::uint64_t count = 1) {
  AnomalyReport result;
  result.kind = kind;
  result.detail = std::move(detail);
  result.count = count;
  return result;
}

bool printed(const Ending& ending, std::string_view text) { return ending.output.find(text) != std::string::npos; }

std::string last_line(const Ending& ending) {
  const auto lines = last_lines(ending.output, 1);
  return lines.empty() ? "" : ": " + lines.front();
}

std::string signal_name(int signal) {
  const char* const name = ::sigabbrev_np(signal);
  const char* const description = ::sigdescr_np(signal);
  return name == nullptr ? fmt::format("signal {}", signal) : fmt::format("SIG{} ({})", name, description);
}

// glibc finds a second free() itself, says so and aborts.
AnomalyReport aborted(const Ending& ending) {
  const bool twice = printed(ending, "double free detected") || printed(ending, "double free or corruption");
  return report(twice ? Anomaly::double_free : Anomaly::abort, "it was ended by abort()" + last_line(ending));
}

AnomalyReport ended_by_signal(const Ending& ending, int signal) {
  if (signal == SIGABRT) return aborted(ending);
  return report(Anomaly::crash, "it was killed by " + signal_name(signal));
}

AnomalyReport ended_by_itself(const Ending& ending, int status) {
  if (status == address_space::kRuntimeFailure && printed(ending, "ThreadSanitizer")) {
    return report(Anomaly::crash, "ThreadSanitizer's runtime gave up" + last_line(ending));
  }
  return report(Anomaly::exit, fmt::format("it ended its process with status {}", status));
}

AnomalyReport died(const Ending& ending) {
  if (ending.last_words) return *ending.last_words;
  if (WIFSIGNALED(ending.wait_status)) return ended_by_signal(ending, WTERMSIG(ending.wait_status));
  return ended_by_itself(ending, WEXITSTATUS(ending.wait_status));
}

// The threads are named once: copies of an actor may share a name, and so do those that nobody has named.
std::string hang_in_words(const std::vector<std::string>& waiting) {
  const std::set<std::string> names(waiting.begin(), waiting.end());
  const std::string text = "for certain: every thread sleeps until another one wakes it";
  return names.empty() ? text : fmt::format("{} ({})", text, fmt::join(names, ", "));
}

AnomalyReport hung(const Ending& ending, const Limits& limits) {
  if (ending.last_words) return *ending.last_words;
  if (ending.waiting) return report(Anomaly::hang, hang_in_words(*ending.waiting));
  return report(Anomaly::hang, fmt::format("no progress for {}", in_words(limits.patience)));
}

std::optional<AnomalyReport> end_itself(const Ending& ending, const Limits& limits) {
  switch (ending.cause) {
    case Cause::answered:
    case Cause::overdue:
    case Cause::told_to_stop:
      return std::nullopt;
    case Cause::died:
      return died(ending);
    case Cause::hung:
      return hung(ending, limits);
    case Cause::used_too_much_memory:
      return report(Anomaly::crash, fmt::format("it used more than {} of memory", in_words(limits.memory)));
    case Cause::wrote_too_much:
      return report(Anomaly::crash, fmt::format("it printed more than {}", in_words(limits.output)));
    case Cause::spoke_nonsense:
      return report(Anomaly::crash, "it wrote into a file descriptor of the process that it runs in");
  }
  return std::nullopt;
}

}  // namespace

std::vector<AnomalyReport> anomalies_of(const Ending& ending, const Limits& limits) {
  std::vector<AnomalyReport> result;
  if (auto end = end_itself(ending, limits)) result.push_back(std::move(*end));
  if (ending.forks > 0) {
    result.push_back(report(Anomaly::exit, "it forked the process that it runs in", ending.forks));
  } else if (ending.strays > 0) {
    result.push_back(report(Anomaly::exit, "it left a process behind"));
  }
  return result;
}

std::string load_failure(const Ending& ending, const Limits& limits) {
  if (ending.phase == protocol::Phase::starting) {
    return fmt::format("cannot be loaded: the worker could not start{}", last_line(ending));
  }
  if (ending.cause == Cause::hung) {
    return fmt::format("hangs in its static initialisers (no end after {})", in_words(limits.patience_to_load()));
  }
  const auto anomaly = end_itself(ending, limits);
  if (!anomaly) return "was not loaded: interrupted";
  if (anomaly->kind == Anomaly::uncaught_exception) {
    return fmt::format("throws in its static initialisers: {}", anomaly->detail);
  }
  return fmt::format("cannot be loaded: {} in its static initialisers: {}", name_of(anomaly->kind), anomaly->detail);
}

std::vector<std::string> last_lines(const std::string& output, std::size_t most) {
  std::vector<std::string> lines;
  std::istringstream in(output);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  if (lines.size() > most) lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(most));
  return lines;
}

std::string in_words(nanoseconds duration) {
  const std::chrono::duration<double> seconds = duration;
  if (seconds.count() < 1) return fmt::format("{:.4g}ms", seconds.count() * 1e3);
  if (seconds.count() < 120) return fmt::format("{:.4g}s", seconds.count());
  return fmt::format("{:.4g}min", seconds.count() / 60);
}

std::string in_words(std::uint64_t bytes) {
  constexpr std::uint64_t kMebi = std::uint64_t{1} << 20U;
  constexpr std::uint64_t kGibi = std::uint64_t{1} << 30U;
  if (bytes >= kGibi) return fmt::format("{:.4g} GiB", static_cast<double>(bytes) / static_cast<double>(kGibi));
  return fmt::format("{:.4g} MiB", static_cast<double>(bytes) / static_cast<double>(kMebi));
}

}  // namespace tenter::session
