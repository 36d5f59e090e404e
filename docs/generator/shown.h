// What a run of `tenter` says of one bundled scenario, as far as it is the same in every run.
#pragma once

#include <string>

namespace tenter::docs {

struct Shown {
  std::string name;
  std::string summary;
  std::string reason;
  std::string file;     // of the scenario: "scenarios/completion/tokens.cpp"
  std::string anomaly;  // that it breaks by; empty when it holds
  std::string basis;    // "proved", "proved_sc", "bounded", "witnessed"
  std::string why;      // the verdict's sentence
  std::string witness;  // as the console prints it, without its schedule, which is of this very build; when it breaks

  bool holds() const { return anomaly.empty(); }
};

// `json` is the report of a run of this one scenario under explore, `console` what was printed. `root` is the
// directory of the project's sources.
//
// Throws std::runtime_error if the claim is not confirmed, or its witness is not of what it claims.
Shown shown_in(const std::string& json, const std::string& console, const std::string& root);

}  // namespace tenter::docs
