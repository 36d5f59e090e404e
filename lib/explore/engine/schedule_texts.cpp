#include "explore/engine/schedule_texts.h"

#include <fmt/core.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace tenter::explore {
namespace {

// "g12" for "g++ 12.2.0".
std::string short_name_of(const std::string& compiler) {
  const std::size_t number = compiler.find_first_of("0123456789");
  if (number == std::string::npos) return "unknown";
  return compiler.substr(0, 1) + compiler.substr(number, compiler.find_first_not_of("0123456789", number) - number);
}

// "g++ 12" for "g12".
std::string long_name_of(const std::string& short_name) {
  const std::string version = short_name.substr(std::min<std::size_t>(short_name.size(), 1));
  if (short_name.starts_with('g')) return "g++ " + version;
  if (short_name.starts_with('c')) return "clang++ " + version;
  return short_name;
}

}  // namespace

ScheduleTexts::ScheduleTexts(const std::string& plugin_path, const Arena& heap, std::string compiler,
                             std::string program)
    : places_(plugin_path, heap),
      compiler_(std::move(compiler)),
      short_compiler_(short_name_of(compiler_)),
      program_(std::move(program)) {}

Schedule ScheduleTexts::schedule_of(const PinnedSchedule& pinned) const {
  return {short_compiler_, pinned.tasks, places_.texts_of(pinned.places), program_};
}

PinnedSchedule ScheduleTexts::pinned(const Schedule& schedule) const {
  if (schedule.compiler != short_compiler_) {
    throw std::invalid_argument(
        fmt::format("it was compiled by {}, and the schedule is one of {}: its steps are others; find it anew with "
                    "tenter run",
                    compiler_, long_name_of(schedule.compiler)));
  }
  return {schedule.tasks, places_.places_of(schedule.places)};
}

}  // namespace tenter::explore
