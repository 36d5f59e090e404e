// One live line on a terminal: what runs, how fast, and how long it will take.
#pragma once

#include <chrono>
#include <string>

#include "session/session.h"

namespace tenter::cli {

// The line, at most `width` columns. A pure function.
std::string progress_text(const session::Progress& progress, std::size_t width);

// Writes to stderr, a few times a second; wiped when destroyed, so that nothing is left of it.
class ProgressLine {
 public:
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { wipe(); }

  void show(const session::Progress& progress);

 private:
  void wipe();

  bool shown_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point last_{};
};

}  // namespace tenter::cli
