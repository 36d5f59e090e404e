// What hears a scenario in the process of a test that expects it to say nothing.
#pragma once

#include <gtest/gtest.h>
#include <tenter/body.h>
#include <tenter/plugin.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tenter::test {

// The test fails of whatever is reported, and of each exception that leaves an actor.
class Unexpected : public Host, public ActorLog {
 public:
  Unexpected() { started = &started_; }
  void report(Anomaly, std::string_view detail, const char*, std::uint32_t) noexcept override {
    ADD_FAILURE() << detail;
  }
  void uncaught_exception(std::size_t, std::string_view what) noexcept override { ADD_FAILURE() << what; }

 private:
  std::uint64_t started_ = 0;
};

// One for the whole process, as the plugins that it loads need it.
inline Unexpected& unexpected() {
  static Unexpected unexpected;
  return unexpected;
}

}  // namespace tenter::test
