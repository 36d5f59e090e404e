#include "table.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace tenter::test {
namespace {

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells;
  std::istringstream in(row.substr(std::min<std::size_t>(row.size(), 1)));
  for (std::string cell; std::getline(in, cell, '|');) cells.push_back(cell);
  return cells;
}

// What is in `backquotes`.
std::vector<std::string> names_in(const std::string& cell) {
  std::vector<std::string> names;
  for (std::size_t begin = cell.find('`'); begin != std::string::npos; begin = cell.find('`', begin + 1)) {
    const std::size_t end = cell.find('`', begin + 1);
    if (end == std::string::npos) break;
    names.push_back(cell.substr(begin + 1, end - begin - 1));
    begin = end;
  }
  return names;
}

std::string without(std::string_view prefix, const std::string& name) {
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

// A row's first two cells are the folder and the target. Folders of explore are told by their last part.
bool is_part(const std::vector<std::string>& cells) {
  if (cells.size() < 4 || names_in(cells[0]).size() != 1 || names_in(cells[1]).size() != 1) return false;
  const std::string folder = names_in(cells[0]).front();
  const std::string target = names_in(cells[1]).front();
  return target.starts_with("explore_") || (folder.starts_with("lib/") && target.starts_with("tenter::"));
}

// A room of explore is named by its folder there.
std::set<std::string> targets_of(const std::set<std::string>& names, const std::map<std::string, Part>& parts) {
  std::set<std::string> targets;
  for (const std::string& name : names) targets.insert(parts.contains("explore_" + name) ? "explore_" + name : name);
  return targets;
}

}  // namespace

std::map<std::string, Part> parts_of(const std::string& path) {
  std::map<std::string, Part> parts;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> cells = line.starts_with('|') ? cells_of(line) : std::vector<std::string>();
    if (!is_part(cells)) continue;
    const std::string folder = names_in(cells[0]).front();
    const std::string target = without("tenter::", names_in(cells[1]).front());
    Part& part = parts[target];
    part.folder = target.starts_with("explore_") ? "lib/explore/" + folder : folder;
    const std::size_t in_sources = std::min(cells[3].find(';'), cells[3].size());
    for (const std::string& used : names_in(cells[3].substr(0, in_sources))) part.uses.insert(used);
    for (const std::string& used : names_in(cells[3].substr(in_sources))) part.uses_in_sources.insert(used);
  }
  for (auto& [target, part] : parts) {
    part.uses = targets_of(part.uses, parts);
    part.uses_in_sources = targets_of(part.uses_in_sources, parts);
  }
  return parts;
}

std::set<std::string> reached_by(const std::string& part, const std::map<std::string, Part>& parts) {
  std::set<std::string> reached;
  std::vector<std::string> open{part};
  const auto first = parts.find(part);
  if (first != parts.end())
    open.insert(open.end(), first->second.uses_in_sources.begin(), first->second.uses_in_sources.end());
  while (!open.empty()) {
    const std::string next = open.back();
    open.pop_back();
    if (!parts.contains(next) || !reached.insert(next).second) continue;
    for (const std::string& used : parts.at(next).uses) open.push_back(used);
  }
  return reached;
}

}  // namespace tenter::test
