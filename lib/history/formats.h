// One line in one format. Each function returns the reason why the line makes no sense, nothing when it does; the
// event's texts are good until the next line is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/history.h"

namespace tenter::history {

// An event, and room for its texts.
struct ParsedEvent {
  RecordedEvent event;
  std::string process;
  std::string function;
  bool ignored = false;  // a line that is about no operation
};

std::optional<std::string> parse_json_line(std::string_view line, Values& values, ParsedEvent& parsed);
std::optional<std::string> parse_edn_line(std::string_view line, Values& values, ParsedEvent& parsed);
std::optional<std::string> parse_log_line(std::string_view line, Values& values, ParsedEvent& parsed);

}  // namespace tenter::history
