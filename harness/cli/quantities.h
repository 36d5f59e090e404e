// Durations, sizes and counts as people write them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tenter::cli {

// "200ms", "5s", "1.5s", "2m", "1h": a decimal number and a unit, more than nothing and at most a year.
std::optional<std::chrono::nanoseconds> duration_in(std::string_view text);

// "512M", "2G", "1.5GiB": bytes, in powers of 1024; more than nothing.
std::optional<std::uint64_t> bytes_in(std::string_view text);

// Digits only.
std::optional<std::uint64_t> count_in(std::string_view text);

}  // namespace tenter::cli
