// Registers: what is read is what was written last.
#pragma once

#include <span>

#include "oracle/models/vocabulary.h"

namespace tenter::oracle {

// read, write, and cas, whose value is [expected, desired]; a cas that returns false has compared in vain. It begins
// with nothing in it.
class RegisterModel {
 public:
  using State = std::int32_t;
  enum Function : std::uint8_t { kRead, kWrite, kCas };

  static const Vocabulary& vocabulary();

  // REQUIRES: `which` are operations of the history, on one register.
  RegisterModel(const history::History& history, std::span<const std::uint32_t> which);

  State initial() const { return Numbering::kNothing; }
  bool step(State& state, std::uint32_t operation) const;
  std::size_t hash(State state) const { return static_cast<std::size_t>(state); }

  struct Step {
    std::uint8_t function;
    bool returned;
    bool failed;            // of a cas: it compared in vain
    std::int32_t value;     // read or written
    std::int32_t expected;  // of a cas
  };
  const std::vector<Step>& steps() const { return steps_; }

 private:
  std::vector<Step> steps_;
};

}  // namespace tenter::oracle
