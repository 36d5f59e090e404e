// How much of a scenario's behaviour executions cover.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenter {

enum class Coverage : std::uint8_t { sampled, bounded, exhaustive };

constexpr std::string_view name_of(Coverage coverage) {
  constexpr std::string_view kNames[] = {"sampled", "bounded", "exhaustive"};
  return kNames[static_cast<std::size_t>(coverage)];
}

}  // namespace tenter
