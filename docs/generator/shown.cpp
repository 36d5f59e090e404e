#include "generator/shown.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "generator/lines.h"

namespace tenter::docs {
namespace {

using nlohmann::json;

// The block without its indentation.
std::string witness_in(const std::string& console) {
  constexpr std::size_t kIndent = 2;
  std::string block;
  for (const std::string& line : lines_of(console)) {
    const bool begins = line.starts_with("  minimal witness") || line.starts_with("  witness");
    if (block.empty() && !begins) continue;
    if (line.starts_with("  replay")) return block;
    block += line.substr(std::min(kIndent, line.size())) + "\n";
  }
  throw std::runtime_error("no witness");
}

std::string relative(const std::string& file, const std::string& root) {
  return file.starts_with(root + "/") ? file.substr(root.size() + 1) : file;
}

}  // namespace

Shown shown_in(const std::string& report, const std::string& console, const std::string& root) {
  const json scenario = json::parse(report).at("scenarios").at(0);
  Shown shown;
  shown.name = scenario.at("name");
  if (scenario.at("verdict") != "confirmed") throw std::runtime_error(shown.name + " is not confirmed");
  shown.summary = scenario.at("summary");
  shown.reason = scenario.at("reason");
  shown.file = relative(scenario.at("file"), root);
  shown.basis = scenario.at("basis");
  shown.why = scenario.at("why");
  if (scenario.at("claim").at("kind") == "holds") return shown;
  shown.anomaly = scenario.at("claim").at("anomaly");
  const json& witness = scenario.at("engines").at("explore").at("witness");
  if (witness.at("kind") != shown.anomaly) throw std::runtime_error(shown.name + ": not a witness of its claim");
  shown.witness = witness_in(console);
  return shown;
}

}  // namespace tenter::docs
