#include "cli/console.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string_view>

namespace tenter::cli {
namespace {

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool is_dumb() {
  const char* const terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) == "dumb";
}

}  // namespace

bool is_terminal(std::FILE* stream) { return ::isatty(::fileno(stream)) == 1 && !is_dumb(); }

std::size_t terminal_width(std::FILE* stream) {
  constexpr std::size_t kDefault = 118;
  constexpr std::size_t kNarrowest = 40;
  winsize size = {};
  if (::ioctl(::fileno(stream), TIOCGWINSZ, &size) == -1 || size.ws_col == 0) return kDefault;
  return std::max<std::size_t>(size.ws_col, kNarrowest);
}

bool wants_color(Color color, std::FILE* stream) {
  if (color != Color::automatic) return color == Color::always;
  return is_terminal(stream) && !is_set("NO_COLOR");
}

std::ostream& report_stream(const ReportOptions& options) { return options.json == "-" ? std::cerr : std::cout; }

report::ConsoleStyle style_of(const ReportOptions& options) {
  std::FILE* const stream = options.json == "-" ? stderr : stdout;
  report::ConsoleStyle style;
  style.color = wants_color(options.color, stream);
  style.width = terminal_width(stream);
  style.verbose = options.verbose;
  return style;
}

// Opened for reading only, so that what is printed fails as it would have.
void occupy_standard_descriptors() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) == -1) (void)::open("/dev/null", O_RDONLY);
  }
}

void print_errors(const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences) fmt::print(stderr, "tenter: {}\n", sentence);
}

bool flushed_output() {
  errno = 0;
  std::cout.flush();
  const bool flushed = std::fflush(stdout) == 0;
  if (std::cout && flushed) return true;
  // Of what failed earlier nobody remembers why.
  const std::string why = errno == 0 ? "" : std::string(": ") + std::strerror(errno);
  fmt::print(stderr, "tenter: cannot write all of the standard output{}\n", why);
  return false;
}

}  // namespace tenter::cli
