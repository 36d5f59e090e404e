// The engines, and in what they differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tenter {

enum class Engine : std::uint8_t { stress, tsan, explore };

inline constexpr Engine kEngines[] = {Engine::stress, Engine::tsan, Engine::explore};

struct EngineTraits {
  std::string_view name;
  bool instrumented;     // runs the instrumented half of a plugin, and so sees data races
  bool fixed_addresses;  // wants to be started where the addresses of a process are not random
  bool real_threads;     // the kernel decides who runs, so actors may never meet; else the engine does, step by step
  // How many bytes its process may take for each that a scenario may use: ThreadSanitizer keeps several of its own.
  std::uint64_t memory_factor;
};

inline constexpr EngineTraits kEngineTraits[] = {
    {.name = "stress", .instrumented = false, .fixed_addresses = false, .real_threads = true, .memory_factor = 1},
    {.name = "tsan", .instrumented = true, .fixed_addresses = true, .real_threads = true, .memory_factor = 4},
    {.name = "explore", .instrumented = true, .fixed_addresses = true, .real_threads = false, .memory_factor = 1},
};

constexpr const EngineTraits& traits(Engine engine) { return kEngineTraits[static_cast<std::size_t>(engine)]; }

constexpr std::string_view name_of(Engine engine) { return traits(engine).name; }

std::optional<Engine> engine_named(std::string_view name);

}  // namespace tenter
