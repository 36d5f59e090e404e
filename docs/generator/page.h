// A page of the documentation, made from a template and from runs of `tenter`.
//
// A template is Markdown in which some lines stand for others:
//
//   {{completion/token-queue: TokenQueue}}     what was shown of a scenario, with types from its source
//   {{code scenarios/completion/work.h: Work}} types from any source
//   {{verdicts}}                               a table of the scenarios that follow, up to the next heading "## "
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "generator/shown.h"

namespace tenter::docs {

// In their order.
std::vector<std::string> scenarios_in(const std::string& page_template);

struct Material {
  std::map<std::string, Shown> shown;                            // by the name of the scenario
  std::function<std::string(const std::string& path)> contents;  // of a file of the project
};

// Throws std::runtime_error when the template names a type, and std::out_of_range when it names a scenario, that
// there is not.
std::string page_of(const std::string& page_template, const Material& material);

}  // namespace tenter::docs
