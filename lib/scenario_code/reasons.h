// Why outcomes were refused: told by those who judge, asked by those who report.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace tenter::detail {

class Reasons {
 public:
  void add(const std::string& outcome, std::string reason) {
    const std::lock_guard lock(mutex_);
    reasons_.emplace(outcome, std::move(reason));
  }
  std::string of(const std::string& outcome) const {
    const std::lock_guard lock(mutex_);
    const auto found = reasons_.find(outcome);
    return found == reasons_.end() ? std::string() : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::string> reasons_;
};

}  // namespace tenter::detail
