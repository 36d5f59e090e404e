// One line of each format, as an event. Each throws Malformed with what is wrong, or what is wanted instead.
// Thread safety: functions without state.
#pragma once

#include <optional>
#include <string_view>

#include "history/history.h"

namespace tenter::history {

// {"process": 0, "type": "invoke", "f": "enqueue", "value": 1}; `key` and `value` may be left out. Other members mean
// nothing here.
Event json_event(std::string_view line);

// {:process 0, :type :invoke, :f :append, :key "0", :value "x"}, as Jepsen writes them.
Event edn_event(std::string_view line);

// INFO  jepsen.util - 0 <tab> :invoke <tab> :read <tab> nil. Nothing for a line that tells of something else.
std::optional<Event> jepsen_event(std::string_view line);

// "invoke", "ok", "fail", "info".
Event::Type type_named(std::string_view name);

// A value in EDN, and nothing behind it.
Value edn_value(std::string_view text);

}  // namespace tenter::history
