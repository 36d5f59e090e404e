// Text in aligned columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tenter::report {

enum class Align : unsigned char { left, right };

// What colour a piece of text has, by what it says; no escape sequence where colours are off.
enum class Tone : unsigned char { plain, good, bad, doubtful, faint, strong };
std::string toned(std::string_view text, Tone tone, bool color);

// The columns that text takes on a terminal: one a code point. REQUIRES: UTF-8 without control characters.
std::size_t columns(std::string_view text);

// The text, or as much of it as leaves room for an ellipsis within `width` columns.
std::string shortened(std::string_view text, std::size_t width);

// Breaks `text` at spaces so that no line is wider than `width`, as far as words allow; later lines begin with
// `indent` spaces, which count.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

// Rows of cells. Columns are as wide as their widest cell up to `widest`; a longer cell pushes only its own row.
class Table {
 public:
  static constexpr std::size_t kWidest = 44;

  explicit Table(std::vector<Align> alignment, std::size_t widest = kWidest)
      : alignment_(std::move(alignment)), widest_(widest) {}

  struct Cell {
    std::string text;
    Tone tone = Tone::plain;
  };
  // Texts are made printable (report/printable.h). REQUIRES: no more cells than columns.
  void row(std::vector<Cell> cells);

  // Each row a line, indented, without trailing spaces.
  std::string text(std::size_t indent, bool color) const;

 private:
  std::vector<std::size_t> widths() const;

  std::vector<Align> alignment_;
  std::size_t widest_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace tenter::report
