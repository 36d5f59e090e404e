#include "cli/quantities.h"

#include <charconv>
#include <cmath>
#include <iterator>

namespace tenter::cli {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};

constexpr Unit kTimes[] = {{"ms", 1e6}, {"s", 1e9}, {"m", 60e9}, {"min", 60e9}, {"h", 3600e9}};
constexpr double kLongest = 365.0 * 24 * 3600e9;

constexpr double kKibi = 1024;
constexpr Unit kSizes[] = {{"K", kKibi},
                           {"KiB", kKibi},
                           {"M", kKibi* kKibi},
                           {"MiB", kKibi* kKibi},
                           {"G", kKibi* kKibi* kKibi},
                           {"GiB", kKibi* kKibi* kKibi}};
constexpr double kLargest = 1e18;

template <std::size_t N>
std::optional<double> quantity_in(std::string_view text, const Unit (&units)[N], double most) {
  const std::size_t digits = text.find_first_not_of("0123456789.");
  if (digits == 0 || digits == std::string_view::npos) return std::nullopt;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, number, std::chars_format::fixed);
  if (error != std::errc() || end != text.data() + digits) return std::nullopt;
  for (const Unit& unit : units) {
    if (text.substr(digits) != unit.name) continue;
    const double value = number * unit.factor;
    return value >= 1 && value <= most ? std::optional(value) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::chrono::nanoseconds> duration_in(std::string_view text) {
  const auto value = quantity_in(text, kTimes, kLongest);
  if (!value) return std::nullopt;
  return std::chrono::nanoseconds(std::llround(*value));
}

std::optional<std::uint64_t> bytes_in(std::string_view text) {
  const auto value = quantity_in(text, kSizes, kLargest);
  if (!value) return std::nullopt;
  return static_cast<std::uint64_t>(std::llround(*value));
}

std::optional<std::uint64_t> count_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace tenter::cli
