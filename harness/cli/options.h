// What the user asks for: the command line, and TENTER_<OPTION> in the environment for what it does not say.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "model/run.h"
#include "oracle/consistency.h"
#include "oracle/relaxation.h"

namespace tenter::cli {

enum class Color : std::uint8_t { automatic, always, never };

struct Options {
  std::vector<std::string> patterns;
  std::vector<Engine> engines{std::begin(kEngines), std::end(kEngines)};
  Budget budget{std::chrono::seconds(1), std::nullopt};
  bool brief = false;                                // little time for what explore has settled
  std::optional<std::chrono::nanoseconds> max_time;  // while a claim is undecided
  std::optional<std::uint64_t> seed;
  std::size_t jobs = 1;
  std::string json;                  // run, replay, check-history: a file, "-" for stdout; empty for none
  bool json_list = false;            // list
  std::vector<std::string> plugins;  // beside the bundled ones
  bool strict = false;
  std::string baseline;
  std::chrono::nanoseconds timeout = std::chrono::seconds(5);
  std::uint64_t memory = std::uint64_t{2} << 30U;
  std::optional<Affinity> affinity;
  std::string program;  // of an object scenario, the only one to be run; empty for many
  std::string strategy{kAutomatic};
  std::optional<std::uint32_t> preemptions;
  std::string model;                                                    // check-history: the kind of object
  oracle::Consistency consistency = oracle::Consistency::linearizable;  // check-history
  oracle::Relaxation relaxation;                                        // check-history
  std::string schedule;                                                 // replay: as text; empty when a file has it
  std::string save;                                                     // replay: a file to write; empty for none
  bool verbose = false;
  bool quiet = false;
  Color color = Color::automatic;
  bool help = false;
  // The words that ask for the same engines, budget, limits and plugins again; without patterns, seed and reports.
  std::vector<std::string> again;
};

// Reads an environment variable; null when it is not set.
using ReadEnvironment = std::function<const char*(const char* name)>;

// The options of `command` ("list", "run", "replay", "check-history" or "doctor"). Throws session::Error: an unknown
// option, a value that makes no sense, options that contradict each other.
Options parse(const std::string& command, const std::vector<std::string>& arguments,
              const ReadEnvironment& environment);

// What `tenter help COMMAND` prints; of all commands when `command` is empty. Fits a screen.
std::string help_text(const std::string& command);

// The commands that there are.
const std::vector<std::string>& commands();

}  // namespace tenter::cli
