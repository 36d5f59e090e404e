#include "schema.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <limits>
#include <stdexcept>
#include <utility>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace tenter::report {
namespace {

// valijson 1.0 reads integers as signed: it takes a count beyond 2^63 for a negative number.
nlohmann::json readable_by_valijson(nlohmann::json document) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
  if (document.is_number_unsigned()) return std::min(document.get<std::uint64_t>(), kMost);
  if (document.is_structured()) {
    for (nlohmann::json& part : document) part = readable_by_valijson(std::move(part));
  }
  return document;
}

}  // namespace

std::vector<std::string> violations(const nlohmann::json& schema, const nlohmann::json& document) {
  valijson::Schema parsed;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(schema), parsed);
  const nlohmann::json readable = readable_by_valijson(document);
  valijson::ValidationResults results;
  valijson::Validator().validate(parsed, valijson::adapters::NlohmannJsonAdapter(readable), &results);
  std::vector<std::string> sentences;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    std::string place;
    for (const std::string& step : error.context) place += step;
    sentences.push_back(place + ": " + error.description);
  }
  return sentences;
}

nlohmann::json parsed_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error(path + ": cannot be opened");
  try {
    return nlohmann::json::parse(file);
  } catch (const nlohmann::json::exception& error) {
    throw std::runtime_error(path + ": " + error.what());
  }
}

}  // namespace tenter::report
