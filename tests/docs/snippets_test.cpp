// The code in the pages of docs/ is code that is compiled: each block is a marked piece of a source that the tests
// build.
//
// In a page, a block follows a line <!-- FILE#PIECE -->; in FILE, the piece lies between lines that end in
// [PIECE] and [/PIECE].
#include <gtest/gtest.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace {

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream in(path);
  EXPECT_TRUE(in) << path;
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Block {
  std::size_t line = 0;  // in the page
  std::string language;
  std::string piece;  // "FILE#PIECE", empty when none is named
  std::string text;
};

std::string piece_named_in(const std::string& line) {
  const std::string begin = "<!-- ", end = " -->";
  if (!line.starts_with(begin) || !line.ends_with(end)) return "";
  return line.substr(begin.size(), line.size() - begin.size() - end.size());
}

std::vector<Block> blocks_of(const std::vector<std::string>& lines) {
  std::vector<Block> blocks;
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({i + 1, lines[i].substr(3), i == 0 ? "" : piece_named_in(lines[i - 1]), ""});
    } else if (inside) {
      blocks.back().text += lines[i] + "\n";
    }
  }
  return blocks;
}

std::optional<std::string> text_of(const std::string& piece) {
  const std::size_t hash = piece.find('#');
  const std::string name = piece.substr(hash + 1);
  std::optional<std::string> text;
  for (const std::string& line : lines_of(TENTER_DOCS_SOURCES + piece.substr(0, hash))) {
    if (line.ends_with(" [/" + name + "]")) return text;
    if (text) *text += line + "\n";
    if (line.ends_with(" [" + name + "]")) text = "";
  }
  return std::nullopt;
}

// Returns how many blocks of code there are.
std::size_t expect_compiled(const std::string& page) {
  std::size_t checked = 0;
  for (const Block& block : blocks_of(lines_of(TENTER_DOCS + page))) {
    SCOPED_TRACE("line " + std::to_string(block.line) + " of " + page);
    if (block.language != "cpp" && block.language != "cmake") continue;
    ++checked;
    if (block.piece.empty()) {
      ADD_FAILURE() << "a block of code that names no compiled source";
    } else {
      EXPECT_EQ(text_of(block.piece), block.text) << block.piece;
    }
  }
  return checked;
}

TEST(WritingScenarios, ItsCodeIsCompiled) { EXPECT_GE(expect_compiled("writing-scenarios.md"), 5U); }

TEST(Objects, ItsCodeIsCompiled) { EXPECT_GE(expect_compiled("objects.md"), 2U); }

TEST(Explore, ItsCodeIsCompiled) { EXPECT_GE(expect_compiled("explore.md"), 2U); }

}  // namespace
