// Exit codes; that of a run which came to its end is report::exit_code().
#pragma once

namespace tenter::cli {

inline constexpr int kFine = 0;
inline constexpr int kRefuted = 1;
inline constexpr int kError = 2;         // usage or environment
inline constexpr int kInconclusive = 3;  // nothing matched, or interrupted

}  // namespace tenter::cli
