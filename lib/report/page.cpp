#include "report/page.h"

#include <algorithm>
#include <string>

#include "report/printable.h"

namespace tenter::report {
namespace {

// "  claims   "
std::string margin(std::string_view label) {
  std::string text = std::string(Page::kIndent, ' ') + printable(label);
  const std::size_t taken = columns(text);
  return text + std::string(std::max(Page::kIndent + Page::kLabel, taken + 2) - taken, ' ');
}

}  // namespace

void Page::heading(std::string_view name, std::string_view summary) {
  out_ << toned(printable(name), Tone::strong, style_.color);
  if (!summary.empty()) out_ << "   " << printable(summary);
  out_ << '\n';
}

void Page::line(std::string_view label, std::string_view text, Tone tone) {
  if (text.empty()) return;
  const std::string front = margin(label);
  const std::string body = wrapped(printable(text), style_.width, columns(front));
  out_ << front << toned(body, tone, style_.color) << '\n';
}

void Page::command(std::string_view label, std::string_view text) {
  out_ << margin(label) << printable(text) << '\n';
}

void Page::table(const Table& table, std::size_t indent) { out_ << table.text(indent, style_.color); }

}  // namespace tenter::report
