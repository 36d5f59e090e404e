// The terminal, or whatever stands in for it.
#pragma once

#include <cstddef>
#include <cstdio>
#include <ostream>
#include <string>
#include <vector>

#include "cli/options.h"
#include "report/console.h"

namespace tenter::cli {

// True for a terminal that can redraw a line.
bool is_terminal(std::FILE* stream);

// 118 when the stream is no terminal.
std::size_t terminal_width(std::FILE* stream);

bool wants_color(Color color, std::FILE* stream);

// Where the report for people goes, and what it looks like there: to stderr where stdout has the JSON.
std::ostream& report_stream(const ReportOptions& options);
report::ConsoleStyle style_of(const ReportOptions& options);

// A program may be started without some of the standard descriptors; files that it opens must not take their place.
void occupy_standard_descriptors();

// What keeps the program from doing what was asked, a line each on stderr.
void print_errors(const std::vector<std::string>& sentences);

// False, with a message, when what was printed could not be written.
bool flushed_output();

}  // namespace tenter::cli
