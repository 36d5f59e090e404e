#include "session/baseline.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "oracle/verdict.h"
#include "session/error.h"
#include "session/pattern.h"

namespace tenter::session {
namespace {

std::string trimmed(const std::string& text) {
  constexpr const char* kSpace = " \t\r";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

Anomaly anomaly_in(const std::string& brackets) {
  const auto anomaly = anomaly_named(brackets);
  if (!anomaly) {
    const std::vector<std::string> names(kAnomalyNames.begin(), kAnomalyNames.end());
    const auto near = near_names(brackets, names, 1);
    throw Error(
        fmt::format("there is no anomaly [{}]{}", brackets, near.empty() ? "" : "; is it [" + near[0] + "]?"));
  }
  return *anomaly;
}

// The scenario and its anomaly, from what stands before the colon.
BaselineEntry subject_in(const std::string& text) {
  const std::size_t open = text.find('[');
  if (open == std::string::npos) return {text, std::nullopt, ""};
  if (text.back() != ']') throw Error("the anomaly's bracket is not closed");
  return {trimmed(text.substr(0, open)), anomaly_in(text.substr(open + 1, text.size() - open - 2)), ""};
}

BaselineEntry entry_in(const std::string& line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) throw Error("wanted SCENARIO [ANOMALY]: REASON");
  BaselineEntry entry = subject_in(trimmed(line.substr(0, colon)));
  entry.reason = trimmed(line.substr(colon + 1));
  if (entry.scenario.empty()) throw Error("the scenario's name is missing");
  if (entry.reason.empty()) throw Error("the reason is missing: say why this failure is accepted");
  return entry;
}

bool excuses(const BaselineEntry& entry, const AnomalyReport& anomaly) {
  return !entry.anomaly || *entry.anomaly == anomaly.kind;
}

// What is left of the evidence when known anomalies are not looked at.
std::vector<JudgedEvidence> without_known(std::vector<JudgedEvidence> engines,
                                          const std::vector<BaselineEntry>& entries) {
  for (JudgedEvidence& engine : engines) {
    std::erase_if(engine.anomalies, [&](const AnomalyReport& anomaly) {
      return std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return excuses(entry, anomaly); });
    });
  }
  return engines;
}

std::vector<BaselineEntry> entries_of(const std::vector<BaselineEntry>& entries, const std::string& scenario) {
  std::vector<BaselineEntry> result;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(result),
               [&](const BaselineEntry& entry) { return entry.scenario == scenario; });
  return result;
}

bool excused(const Result& result, const std::vector<BaselineEntry>& entries) {
  if (result.verdict.kind != VerdictKind::refuted) return true;
  return oracle::judge(result.scenario, without_known(result.engines, entries)).kind != VerdictKind::refuted;
}

}  // namespace

std::vector<BaselineEntry> read_baseline(std::istream& in, const std::string& name) {
  std::vector<BaselineEntry> entries;
  std::vector<std::string> problems;
  std::size_t number = 0;
  for (std::string raw; std::getline(in, raw);) {
    ++number;
    const std::string line = trimmed(raw);
    if (line.empty() || line.front() == '#') continue;
    try {
      entries.push_back(entry_in(line));
    } catch (const Error& error) {
      problems.push_back(fmt::format("{}:{}: {}", name, number, error.what()));
    }
  }
  if (!problems.empty()) throw Error(problems);
  return entries;
}

void require_known(const std::vector<BaselineEntry>& entries, const std::vector<std::string>& names,
                   const std::string& baseline) {
  std::vector<std::string> problems;
  for (const BaselineEntry& entry : entries) {
    if (std::find(names.begin(), names.end(), entry.scenario) != names.end()) continue;
    const auto near = near_names(entry.scenario, names, 1);
    problems.push_back(fmt::format("{}: there is no scenario {}{}", baseline, entry.scenario,
                                   near.empty() ? "" : "; is it " + near.front() + "?"));
  }
  if (!problems.empty()) throw Error(problems);
}

std::vector<report::KnownFailure> known_failures(const std::vector<BaselineEntry>& entries,
                                                 const std::vector<Result>& results) {
  std::vector<report::KnownFailure> known;
  for (const Result& result : results) {
    const std::vector<BaselineEntry> own = entries_of(entries, result.scenario.name);
    if (own.empty() || !excused(result, own)) continue;
    for (const BaselineEntry& entry : own) known.push_back({entry.scenario, entry.reason, entry.anomaly});
  }
  return known;
}

}  // namespace tenter::session
