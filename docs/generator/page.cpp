#include "generator/page.h"

#include <fmt/format.h>

#include <cctype>
#include <optional>
#include <span>

#include "generator/lines.h"
#include "generator/piece.h"

namespace tenter::docs {
namespace {

using Lines = std::span<const std::string>;

// "{{subject: Type, Type}}"
struct Directive {
  std::string subject;
  std::vector<std::string> types;

  bool is_code() const { return subject.starts_with("code "); }
  bool is_table() const { return subject == "verdicts"; }
  bool is_scenario() const { return !is_code() && !is_table(); }
};

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < list.size();) {
    const std::size_t comma = std::min(list.find(", ", begin), list.size());
    parts.push_back(list.substr(begin, comma - begin));
    begin = comma + 2;
  }
  return parts;
}

std::optional<Directive> directive_in(const std::string& line) {
  if (!line.starts_with("{{") || !line.ends_with("}}")) return std::nullopt;
  const std::string text = line.substr(2, line.size() - 4);
  const std::size_t colon = text.find(": ");
  if (colon == std::string::npos) return Directive{text, {}};
  return Directive{text.substr(0, colon), split(text.substr(colon + 2))};
}

std::string code(const std::string& file, const std::vector<std::string>& types, const Material& material) {
  if (types.empty()) return "";
  std::vector<std::string> pieces;
  for (const std::string& type : types) pieces.push_back(piece_of(material.contents(file), type));
  return fmt::format("```cpp\n{}```\n", fmt::join(pieces, "\n"));
}

std::string_view certainty_of(std::string_view basis) {
  if (basis == "proved") return "Proved";
  return basis == "proved_sc" ? "Proved for sequentially consistent memory" : "Shown, not proved";
}

std::string what_it_shows(const Shown& shown) {
  if (!shown.holds()) {
    return fmt::format("```\n$ tenter run {} --engine explore\n...\n{}```\n", shown.name, shown.witness);
  }
  return fmt::format("*{}:* {}.\n", certainty_of(shown.basis), shown.why);
}

std::string scenario(const Shown& shown, const Directive& directive, const Material& material) {
  const std::string verdict = shown.holds() ? "Right" : fmt::format("Wrong ({})", shown.anomaly);
  std::string text = fmt::format("**{}:** {}. [`{}`](../{})\n\n", verdict, shown.summary, shown.name, shown.file);
  if (const std::string types = code(shown.file, directive.types, material); !types.empty()) text += types + "\n";
  return text + shown.reason + "\n\n" + what_it_shows(shown);
}

// As GitHub makes them from headings.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ') anchor += '-';
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_') {
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return anchor;
}

std::string verdict_in_table(const Shown& shown) {
  return shown.holds() ? fmt::format("yes, {}", shown.basis) : fmt::format("**no**: {}", shown.anomaly);
}

std::string table(Lines rest, const Material& material) {
  const std::string section = "### ";
  std::string text = "| | right? | scenario |\n| --- | --- | --- |\n";
  std::string heading;
  for (const std::string& line : rest) {
    if (line.starts_with("## ")) break;
    if (line.starts_with(section)) heading = line.substr(section.size());
    const auto directive = directive_in(line);
    if (!directive || !directive->is_scenario()) continue;
    const Shown& shown = material.shown.at(directive->subject);
    text += fmt::format("| {} | {} | [{}](#{}) |\n", shown.summary, verdict_in_table(shown), shown.name,
                        anchor_of(heading));
  }
  return text;
}

std::string expanded(const Directive& directive, Lines rest, const Material& material) {
  if (directive.is_table()) return table(rest, material);
  if (directive.is_code()) return code(directive.subject.substr(5), directive.types, material);
  return scenario(material.shown.at(directive.subject), directive, material);
}

}  // namespace

std::vector<std::string> scenarios_in(const std::string& page_template) {
  std::vector<std::string> names;
  for (const std::string& line : lines_of(page_template)) {
    const auto directive = directive_in(line);
    if (directive && directive->is_scenario()) names.push_back(directive->subject);
  }
  return names;
}

std::string page_of(const std::string& page_template, const Material& material) {
  const std::vector<std::string> lines = lines_of(page_template);
  std::string page;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto directive = directive_in(lines[i]);
    page += directive ? expanded(*directive, Lines(lines).subspan(i + 1), material) : lines[i] + "\n";
  }
  return page;
}

}  // namespace tenter::docs
