#include "model/numbers.h"

#include <cmath>
#include <cstdio>

namespace tenter {

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) {
    digits.insert(digits.size() - from_end, 1, ',');
  }
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return grouped(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

std::string percentage(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || whole == 0) return "0%";
  if (part >= whole) return "100%";
  const double percent = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (percent < 0.1) return "<0.1%";
  if (percent > 99.9) return ">99.9%";
  char text[16];
  std::snprintf(text, sizeof text, "%.1f%%", percent);
  return text;
}

std::string odds(std::uint64_t part, std::uint64_t whole) {
  if (part >= whole) return "always";
  const double ratio = static_cast<double>(whole) / static_cast<double>(part);
  if (ratio >= 10) return "1 in " + grouped(static_cast<std::uint64_t>(std::llround(ratio)));
  char text[16];
  std::snprintf(text, sizeof text, "1 in %.1f", ratio);
  return text;
}

}  // namespace tenter
