#include "report/said.h"

#include <algorithm>

namespace tenter::report {

bool Said::first(std::string_view sentence) {
  if (std::find(sentences_.begin(), sentences_.end(), sentence) != sentences_.end()) return false;
  sentences_.emplace_back(sentence);
  return true;
}

std::string Said::without(std::string reason) const {
  for (const std::string& sentence : sentences_) {
    const std::string repetition = " (" + sentence + ")";
    if (const std::size_t at = reason.find(repetition); at != std::string::npos) reason.erase(at, repetition.size());
  }
  return reason;
}

}  // namespace tenter::report
