// Specifications that allow a queue, a stack or a priority queue more than a strict one gives.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tenter::oracle {

struct Relaxation {
  enum Kind : std::uint8_t {
    strict,
    // What is taken is one of the `out_of_order` + 1 that a strict one would give first (T. A. Henzinger, C. M.
    // Kirsch, H. Payer, A. Sezgin and A. Sokolova, "Quantitative relaxation of concurrent data structures", POPL
    // 2013).
    out_of_order,
    // What has been taken in its turn may be taken again, by anybody and at any time: weaker than the multiplicity of
    // A. Castaneda, S. Rajsbaum and M. Raynal, "Relaxed queues and stacks from read/write operations", OPODIS 2020,
    // where only those who take at the same time may get the same.
    at_least_once,
  };

  Kind kind = strict;
  std::uint32_t most = 0;  // of out_of_order: how many may be passed over
};

// "out-of-order:2", "at-least-once"; nothing for what is none.
inline std::optional<Relaxation> relaxation_named(std::string_view name) {
  constexpr std::string_view kOutOfOrder = "out-of-order:";
  if (name == "at-least-once") return Relaxation{Relaxation::at_least_once, 0};
  if (!name.starts_with(kOutOfOrder)) return std::nullopt;
  name.remove_prefix(kOutOfOrder.size());
  Relaxation relaxation{Relaxation::out_of_order, 0};
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), relaxation.most);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return relaxation;
}

}  // namespace tenter::oracle
