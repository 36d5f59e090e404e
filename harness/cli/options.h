// What the user asks of each command. Reading them throws session::Error for a value that makes no sense, and for
// options that contradict each other.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "cli/given_options.h"
#include "model/run.h"
#include "oracle/consistency.h"
#include "oracle/relaxation.h"

namespace tenter::cli {

// For commands that start workers.
struct WorkerOptions {
  std::vector<std::string> plugins;  // beside the bundled ones
  std::size_t jobs = 1;
  std::chrono::nanoseconds timeout = std::chrono::seconds(5);
  std::uint64_t memory = std::uint64_t{2} << 30U;
};

enum class Color : std::uint8_t { automatic, always, never };

// For commands that print a report.
struct ReportOptions {
  std::string json;  // a file, "-" for stdout; empty for none
  bool verbose = false;
  bool quiet = false;
  Color color = Color::automatic;
};

struct ListOptions {
  std::vector<std::string> patterns;
  WorkerOptions workers;
  bool json = false;
};

struct RunOptions {
  std::vector<std::string> patterns;
  WorkerOptions workers;
  ReportOptions report;
  std::vector<Engine> engines{std::begin(kEngines), std::end(kEngines)};
  Budget budget{std::chrono::seconds(1), std::nullopt};
  bool brief = false;                                // little time for what explore has settled
  std::optional<std::chrono::nanoseconds> max_time;  // while a claim is undecided
  std::optional<std::uint64_t> seed;
  std::optional<Affinity> affinity;
  std::string program;  // of an object scenario, the only one to be run; empty for many
  SearchRequest search;
  bool strict = false;
  std::string baseline;
  // The words that ask for the same engines, budget, limits and plugins again; without patterns, seed and reports.
  std::vector<std::string> again;
};

struct ReplayOptions {
  std::vector<std::string> patterns;
  WorkerOptions workers;
  ReportOptions report;
  std::string schedule;            // as text; empty when a file has it
  std::string save;                // a file to write; empty for none
  std::vector<std::string> again;  // as of a run
};

struct CheckHistoryOptions {
  std::vector<std::string> patterns;
  ReportOptions report;
  std::string model;  // the kind of object
  oracle::Consistency consistency = oracle::Consistency::linearizable;
  oracle::Relaxation relaxation;
  std::chrono::nanoseconds time = std::chrono::minutes(1);
  std::uint64_t memory = std::uint64_t{2} << 30U;  // of a search
};

struct DoctorOptions {
  WorkerOptions workers;
};

ListOptions list_options(const GivenOptions& given);
RunOptions run_options(const GivenOptions& given);
ReplayOptions replay_options(const GivenOptions& given);
CheckHistoryOptions check_history_options(const GivenOptions& given);
DoctorOptions doctor_options(const GivenOptions& given);

}  // namespace tenter::cli
