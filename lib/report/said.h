// What has been said of the anomalies that an engine has seen, so that each sentence is said once.
#pragma once

#include <tenter/anomaly.h>

#include <map>
#include <set>
#include <string>

namespace tenter::report {

class Said {
 public:
  // True when it is said for the first time.
  bool first(Anomaly kind, const std::string& detail) { return details_[kind].insert(detail).second; }
  // A verdict's reason without the detail that it has in brackets, where the kind alone says which one is meant.
  std::string without_details(std::string reason) const;

 private:
  std::map<Anomaly, std::set<std::string>> details_;
};

}  // namespace tenter::report
