#include "session/pattern.h"

#include <algorithm>
#include <utility>

namespace tenter::session {

// Greedy with one step back: after a mismatch, the last `*` takes one character more.
bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_end = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_end = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++star_end;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

// The optimal string alignment distance, three rows at a time.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  std::vector<std::size_t> next(right.size() + 1);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t replaced = row[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) next[j] = std::min(next[j], before[j - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row[right.size()];
}

std::vector<std::string> near_names(std::string_view word, const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::pair<std::size_t, std::string>> candidates;
  for (const std::string& name : names) {
    const bool part = !word.empty() && name.find(word) != std::string::npos;
    const std::size_t distance = part ? 0 : edit_distance(word, name);
    if (distance <= std::max<std::size_t>(2, word.size() / 3)) candidates.emplace_back(distance, name);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  std::vector<std::string> result;
  for (const auto& [distance, name] : candidates) {
    if (result.size() < most) result.push_back(name);
  }
  return result;
}

}  // namespace tenter::session
