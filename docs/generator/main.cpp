// docs/queues.md, from docs/queues.md.in and from what `tenter` shows of each scenario that it names. ci/docs runs
// it.
//
//   tenter_docs TENTER ROOT           writes the page
//   tenter_docs TENTER ROOT --check   fails if another page would be written
//
// TENTER is the built command, ROOT the directory of the project's sources.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "generator/command.h"
#include "generator/page.h"

namespace tenter::docs {
namespace {

const char* const kPage = "docs/queues.md";
// Enough for each search to see all that there is; and where one should not, the same in each run, as time is not.
const char* const kExecutions = "200000";

std::string contents_of(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

Shown run(const std::string& tenter, const std::string& root, const std::string& scenario) {
  const std::string report = std::filesystem::temp_directory_path() / fmt::format("tenter-docs-{}", ::getpid());
  const std::string console = output_of({tenter, "run", scenario, "--engine", "explore", "--executions", kExecutions,
                                         "--seed", "1", "--color", "never", "--json", report});
  const std::string json = contents_of(report);
  std::filesystem::remove(report);
  return shown_in(json, console, root);
}

// Each scenario of the families that the page is about.
void require_all(const std::string& tenter, const std::vector<std::string>& named) {
  for (const std::string pattern : {"completion/*", "workers/*"}) {
    const auto list = nlohmann::json::parse(output_of({tenter, "list", pattern, "--json"}));
    for (const auto& scenario : list.at("scenarios")) {
      const std::string name = scenario.at("name");
      if (std::find(named.begin(), named.end(), name) == named.end()) {
        throw std::runtime_error(fmt::format("{}.in does not show {}", kPage, name));
      }
    }
  }
}

std::string generated(const std::string& tenter, const std::string& root) {
  const std::string page_template = contents_of(fmt::format("{}/{}.in", root, kPage));
  const std::vector<std::string> scenarios = scenarios_in(page_template);
  require_all(tenter, scenarios);
  Material material;
  material.contents = [&](const std::string& path) { return contents_of(root + "/" + path); };
  for (const std::string& scenario : scenarios) {
    fmt::print(stderr, "{}\n", scenario);
    material.shown[scenario] = run(tenter, root, scenario);
  }
  return page_of(page_template, material);
}

int main(const std::string& tenter, const std::string& root, bool check) {
  const std::string page = generated(tenter, root);
  const std::string path = fmt::format("{}/{}", root, kPage);
  if (!check) {
    std::ofstream(path) << page;
    return EXIT_SUCCESS;
  }
  if (contents_of(path) == page) return EXIT_SUCCESS;
  fmt::print(stderr, "{} is not what is shown today; ci/docs writes it anew\n", kPage);
  return EXIT_FAILURE;
}

}  // namespace
}  // namespace tenter::docs

int main(int argc, char** argv) try {
  const bool check = argc == 4 && std::string(argv[3]) == "--check";
  if (argc != 3 && !check) throw std::runtime_error("usage: tenter_docs TENTER ROOT [--check]");
  return tenter::docs::main(argv[1], std::filesystem::canonical(argv[2]), check);
} catch (const std::exception& error) {
  fmt::print(stderr, "tenter_docs: {}\n", error.what());
  return EXIT_FAILURE;
}
