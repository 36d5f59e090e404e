// Notices when tasks run code that nobody has instrumented.
//
// While it is armed, the code of these libraries cannot be executed: whoever enters it faults, once, and is let
// through. Only where somebody asks for it, since a fault costs thousands of instructions.
//
// Thread safety: none; one a process, where faults are handled (faults.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "explore/event/object.h"

namespace tenter::explore {

class LibraryWatch {
 public:
  static constexpr std::size_t kMost = 64;  // libraries; more are not watched

  // The libraries, by their paths; their numbers are their places here. Between two executions.
  void watch_out_for(const std::vector<std::string>& paths);

  // From now on somebody wants to know.
  void begin();
  void end();
  bool active() const { return active_; }
  // Those that were entered since begin(), a bit each.
  std::uint64_t entered() const { return entered_; }

  // --- While it is active. ---

  // A task goes on: from now on the next one who enters any is noticed.
  void arm();
  // For the handler of a fault at `pc`: whether it was for that. Then who runs has entered, and may go on. Returns
  // the library's object, that stands for all that it may do to order tasks; none when it was another fault.
  Object let_enter(std::uintptr_t pc) noexcept;
  // visit(object) for each that was entered since arm().
  template <class Visit>
  void for_each_entered(Visit visit) const {
    for (std::size_t i = 0; i < libraries_.size(); ++i) {
      const bool there = libraries_[i].begin != libraries_[i].end;
      if (there && !libraries_[i].protected_now) visit(libraries_[i].object());
    }
  }

 private:
  struct Library {
    std::uintptr_t begin = 0;  // of its code, whole pages
    std::uintptr_t end = 0;
    bool protected_now = false;

    Object object() const { return Object(begin); }
  };

  static void protect(Library& library, bool on) noexcept;

  std::vector<Library> libraries_;
  std::uint64_t entered_ = 0;
  bool active_ = false;
};

}  // namespace tenter::explore
