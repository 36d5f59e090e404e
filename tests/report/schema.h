// Validation against a JSON schema, by valijson.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace tenter::report {

// What in `document` does not conform to `schema`, a sentence each; empty when it is valid.
std::vector<std::string> violations(const nlohmann::json& schema, const nlohmann::json& document);

// Throws std::runtime_error, naming the file, when it cannot be read as JSON.
nlohmann::json parsed_file(const std::string& path);

}  // namespace tenter::report
