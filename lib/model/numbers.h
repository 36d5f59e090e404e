// Numbers as a reader takes them in, the same on the console and in sentences.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tenter {

// Digits in groups of three: 41,203,712.
std::string grouped(std::uint64_t number);

// A count with its noun: "1 execution", "2,000 executions".
std::string counted(std::uint64_t number, std::string_view noun);

// `part` of `whole` as a percentage that never rounds to a lie: "0%" and "100%" are exact, a trace is "<0.1%", nearly
// all ">99.9%". "0%" when whole is 0.
std::string percentage(std::uint64_t part, std::uint64_t whole);

// `part` of `whole` as odds: "1 in 33,000"; "always" when they are equal. REQUIRES: 0 < part <= whole.
std::string odds(std::uint64_t part, std::uint64_t whole);

}  // namespace tenter
