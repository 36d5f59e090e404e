// What has been said of the anomalies that an engine has seen, so that each sentence is said once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenter::report {

class Said {
 public:
  // True when it is said for the first time.
  bool first(std::string_view sentence);
  // A verdict's reason without those sentences that it repeats in brackets.
  std::string without(std::string reason) const;

 private:
  std::vector<std::string> sentences_;
};

}  // namespace tenter::report
