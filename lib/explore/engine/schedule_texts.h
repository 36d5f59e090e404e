// Schedules as they are kept by others, and as this process can follow them.
#pragma once

#include <string>

#include "explore/engine/places.h"
#include "explore/event/pinned_schedule.h"
#include "model/schedule.h"

namespace tenter::explore {

// Of one plugin that has been loaded, and one of its programs. Thread safety: none.
class ScheduleTexts {
 public:
  // `compiler`: of the plugin, as it names itself: "g++ 12.2.0". REQUIRES: the arena outlives it.
  ScheduleTexts(const std::string& plugin_path, const Arena& heap, std::string compiler, std::string program);

  Schedule schedule_of(const PinnedSchedule& pinned) const;
  std::string text_of(const PinnedSchedule& pinned) const { return to_text(schedule_of(pinned)); }
  // Throws std::invalid_argument when it is of another compiler's plugin, or names what is not there.
  PinnedSchedule pinned(const Schedule& schedule) const;

 private:
  Places places_;
  std::string compiler_;
  std::string short_compiler_;  // "g12"
  std::string program_;
};

}  // namespace tenter::explore
