#include "report/table.h"

#include <algorithm>

#include "report/printable.h"

namespace tenter::report {
namespace {

constexpr std::string_view kGap = "  ";

std::string_view escape_sequence(Tone tone) {
  switch (tone) {
    case Tone::good:
      return "\033[32m";
    case Tone::bad:
      return "\033[31m";
    case Tone::doubtful:
      return "\033[33m";
    case Tone::faint:
      return "\033[2m";
    case Tone::strong:
      return "\033[1m";
    case Tone::plain:
      break;
  }
  return {};
}

bool begins_code_point(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string padded(const Table::Cell& cell, Align align, std::size_t width, bool color) {
  const std::string text = toned(cell.text, cell.tone, color);
  const std::size_t taken = columns(cell.text);
  const std::string padding(taken < width ? width - taken : 0, ' ');
  return align == Align::left ? text + padding : padding + text;
}

std::string without_trailing_spaces(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::string toned(std::string_view text, Tone tone, bool color) {
  const std::string_view begin = color && !text.empty() ? escape_sequence(tone) : "";
  return std::string(begin) + std::string(text) + (begin.empty() ? "" : "\033[0m");
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_code_point));
}

std::string shortened(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  std::size_t kept = 0;
  std::size_t end = 0;
  while (kept + 1 < width || !begins_code_point(text[end])) {
    if (begins_code_point(text[end])) ++kept;
    ++end;
  }
  return std::string(text.substr(0, end)) + "\u2026";
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t used = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (!result.empty() && used + 1 + columns(word) > width) {
      result += '\n' + std::string(indent, ' ');
      used = indent;
    } else if (!result.empty()) {
      result += ' ';
      ++used;
    }
    result += word;
    used += columns(word);
  }
  return result;
}

void Table::row(std::vector<Cell> cells) {
  for (Cell& cell : cells) cell.text = printable(cell.text);
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths(alignment_.size(), 0);
  for (const auto& cells : rows_) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t wanted = columns(cells[i].text);
      if (wanted <= widest_) widths[i] = std::max(widths[i], wanted);
    }
  }
  return widths;
}

std::string Table::text(std::size_t indent, bool color) const {
  const std::vector<std::size_t> width = widths();
  std::string result;
  for (const auto& cells : rows_) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line += kGap;
      line += padded(cells[i], alignment_[i], width[i], color);
    }
    result += without_trailing_spaces(std::move(line)) + '\n';
  }
  return result;
}

}  // namespace tenter::report
