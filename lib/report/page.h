// Lines under a heading, each with a label in front: the shape of a scenario's block.
#pragma once

#include <ostream>
#include <string_view>

#include "report/console.h"
#include "report/table.h"

namespace tenter::report {

// Writes labelled sentences and tables. Everything written is made printable (report/printable.h).
class Page {
 public:
  static constexpr std::size_t kIndent = 2;
  static constexpr std::size_t kLabel = 9;  // columns; a longer label pushes its text

  Page(std::ostream& out, const ConsoleStyle& style) : out_(out), style_(style) {}

  void heading(std::string_view name, std::string_view summary);
  // Broken to the width, the later lines under the first one's text. Nothing for an empty text.
  void line(std::string_view label, std::string_view text, Tone tone = Tone::plain);
  // Never broken: for commands, which are copied.
  void command(std::string_view label, std::string_view text);
  void table(const Table& table, std::size_t indent = kIndent);

  std::size_t width() const { return style_.width; }

 private:
  std::ostream& out_;
  ConsoleStyle style_;
};

}  // namespace tenter::report
