// A run for programs. docs/report.schema.json says what every field means.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <ostream>

#include "report/run.h"

namespace tenter::report {

// Raised whenever a reader of the old form would misread the new one.
inline constexpr int kSchemaVersion = 2;

// Text that is not UTF-8 has its offending bytes replaced by U+FFFD; there are no NaNs or infinities.
nlohmann::ordered_json to_json(const Run& run);

// The same, written out with indentation and a final newline.
void write_json(std::ostream& out, const Run& run);

}  // namespace tenter::report
