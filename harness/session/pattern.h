// Names chosen by patterns, and names that are nearly right.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenter::session {

// `*` stands for any characters, '/' among them; `?` for any one; all others for themselves.
bool matches(std::string_view pattern, std::string_view name);

// How many characters must be inserted, removed, replaced or swapped with their neighbour to make one the other.
std::size_t edit_distance(std::string_view left, std::string_view right);

// Those of `names` that someone who wrote `word` may have meant, the likeliest first, at most `most`.
std::vector<std::string> near_names(std::string_view word, const std::vector<std::string>& names,
                                    std::size_t most = 3);

}  // namespace tenter::session
