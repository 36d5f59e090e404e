// Where actors leave what nobody asks for: the runtime notes itself which of them were left by an exception.
#pragma once

#include <tenter/body.h>

namespace tenter::explore {

class SilentLog final : public ActorLog {
 public:
  SilentLog() { started = &started_; }
  void uncaught_exception(std::size_t, std::string_view) noexcept override {}

 private:
  std::uint64_t started_ = 0;
};

}  // namespace tenter::explore
