// tenter_mutants REPOSITORY [--check]: writes docs/queue-mutants.md, or says whether it would be another one.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "catching.h"

namespace {

using namespace tenter::test;

constexpr std::uint64_t kSeed = 1;

constexpr std::string_view kIntroduction = R"(# Which property catches which mistake

*This page is made by `ci/docs`, from runs; do not edit it.*

The queue, the future and the executor in [scenarios/workers](../scenarios/workers) are tested by random small programs
(`tests/workers/property`): one or two producers and one or two consumers with up to two items each, room for none to
two, any way to wait, shut down and join; up to three jobs on one or two threads, some of which throw, a client that
comes in between, a future that is cancelled, any way to end. Each program is run under `explore`, {0} executions at
most, and held against these properties:

| property | what it says |
| --- | --- |
| exactly once | each item that was accepted is got once, at most once where it may be dropped; each job is run once, or cancelled |
| in order | the items of a producer are got in the order in which they were put; results come in that of the arguments |
| bounded | a queue never has more than it has room for |
| all done | who has joined, or waited for the end, finds done what there was |
| answered | every future has the answer of its job; Empty, Full and ShutDown are said where they are true |
| ends | nobody waits for ever |
| no race | no two accesses to the same memory that nothing orders |
| no death | no crash, no exception that nobody catches, no memory used after it was freed |
| no leak | no memory that is never freed |

As they are they keep all of them. Below, one line at a time is changed for the worse: `program` is the number of the
first random program that shows it, and what it violates.

| mistake | file | line | becomes | program | violates |
| --- | --- | --- | --- | ---: | --- |
)";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string as_code(const std::string& line) {
  std::string escaped;
  for (std::size_t i = line.find_first_not_of(' '); i < line.size(); ++i) {
    if (line[i] == '|') escaped += '\\';
    escaped += line[i];
  }
  return escaped.empty() ? "" : fmt::format("`{}`", escaped);
}

// Of a change with its surroundings the line that is another one.
std::string row(const Change& change, const Caught& by) {
  const std::vector<std::string> before = lines_of(change.before);
  std::vector<std::string> after = lines_of(change.after);
  after.resize(before.size());
  const auto [was, is] = std::mismatch(before.begin(), before.end(), after.begin());
  std::vector<std::string_view> names;
  for (const Property property : by.by) names.push_back(name_of(property));
  const std::string becomes = as_code(*is);
  std::string mistake = change.name;
  std::replace(mistake.begin(), mistake.end(), '_', ' ');
  return fmt::format("| {} | {} | {} | {} | {} | {} |\n", mistake, change.file, as_code(*was),
                     becomes.empty() ? "*nothing*" : becomes, by.plans, fmt::join(names, ", "));
}

std::string page() {
  std::string text = fmt::format(kIntroduction, kMostExecutions);
  for (std::size_t i = 1; i < variants().size(); ++i) {
    const std::optional<Caught> by = caught(variants()[i], kSeed);
    if (!by) throw std::runtime_error(fmt::format("nothing catches {}", variants()[i].name));
    text += row(changes().at(i), *by);
  }
  return text;
}

std::string content(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2) throw std::runtime_error("tenter_mutants REPOSITORY [--check]");
  const std::string path = fmt::format("{}/docs/queue-mutants.md", argv[1]);
  const std::string made = page();
  if (argc > 2) {
    if (content(path) == made) return 0;
    std::cerr << path << " is not what is caught today; make it anew with ci/docs\n" << made;
    return 1;
  }
  std::ofstream(path) << made;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 2;
}
