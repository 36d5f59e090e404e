// What ends a run with exit code 2: a usage or environment error.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace tenter::session {

// Each sentence is a line on the console. Never empty.
class Error : public std::runtime_error {
 public:
  explicit Error(std::string sentence) : Error(std::vector{std::move(sentence)}) {}
  explicit Error(std::vector<std::string> sentences)
      : std::runtime_error(sentences.front()), sentences_(std::move(sentences)) {}

  const std::vector<std::string>& sentences() const { return sentences_; }

 private:
  std::vector<std::string> sentences_;
};

}  // namespace tenter::session
