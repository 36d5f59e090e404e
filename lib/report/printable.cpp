#include "report/printable.h"

#include <fmt/core.h>

#include <cstddef>
#include <cstdint>

namespace tenter::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  // bytes; 0 when the text does not begin with a code point
};

std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80U) return 1;
  if (lead >= 0xC2U && lead < 0xE0U) return 2;
  if (lead >= 0xE0U && lead < 0xF0U) return 3;
  if (lead >= 0xF0U && lead < 0xF5U) return 4;
  return 0;
}

bool allowed(char32_t value, std::size_t length) {
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value >= kSmallest[length] && value <= 0x10FFFF && !surrogate;
}

// REQUIRES: text is not empty.
CodePoint first_code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = sequence_length(lead);
  if (length == 0 || length > text.size()) return {};
  char32_t value = length == 1 ? lead : lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xC0U) != 0x80U) return {};
    value = value << 6U | (next & 0x3FU);
  }
  return allowed(value, length) ? CodePoint{value, length} : CodePoint{};
}

bool obeyed_by_terminals(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool line_or_direction = c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
                                 (c >= 0x2066 && c <= 0x2069) || c == 0x061C || c == 0xFEFF;
  return control || line_or_direction;
}

std::string escaped(char32_t c) {
  if (c == U'\n') return "\\n";
  if (c == U'\t') return "\\t";
  if (c == U'\r') return "\\r";
  const auto number = static_cast<std::uint32_t>(c);
  return number < 0x100 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
}

template <class Render>
std::string rendered(std::string_view text, Render render) {
  std::string result;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    result += c.length == 0 ? std::string(kReplacement) : render(c.value, text.substr(0, c.length));
    text.remove_prefix(c.length == 0 ? 1 : c.length);
  }
  return result;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  return rendered(text, [](char32_t, std::string_view bytes) { return std::string(bytes); });
}

std::string printable(std::string_view text) {
  return rendered(text, [](char32_t c, std::string_view bytes) {
    return obeyed_by_terminals(c) ? escaped(c) : std::string(bytes);
  });
}

}  // namespace tenter::report
