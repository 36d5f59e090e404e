// What `tenter check-history` says: for people, and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "model/history.h"
#include "oracle/history_verdict.h"

namespace tenter::cli {

struct CheckedHistory {
  std::string file;
  std::string model;
  oracle::Consistency consistency;
  oracle::Relaxation relaxation;
  const History& history;
  const oracle::HistoryVerdict& verdict;
  double seconds = 0;  // of judging; reading is not in it
};

// ACCEPTED, REFUTED or UNDECIDED, and why. `all` prints the whole prefix, else its end.
std::string told(const CheckedHistory& checked, bool all);

nlohmann::ordered_json to_json(const CheckedHistory& checked);

}  // namespace tenter::cli
