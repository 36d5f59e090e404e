#include "report/anomaly_block.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/numbers.h"
#include "report/wording.h"

namespace tenter::report {
namespace {

constexpr std::size_t kAccessIndent = 6;

std::string sentence(const std::string& detail, std::uint64_t count) {
  std::string text = detail;
  if (count > 1) text += fmt::format("{}seen {}", text.empty() ? "" : "; ", counted(count, "time"));
  return text.empty() ? "seen once" : text;
}

// The last lines of a witness say who waits for what.
bool is_standstill(Anomaly kind) {
  return kind == Anomaly::deadlock || kind == Anomaly::lost_wakeup || kind == Anomaly::livelock;
}

std::string memory_of(const AnomalyReport& anomaly) {
  if (!anomaly.allocated) return anomaly.location;
  const std::string what = anomaly.location.empty() ? "memory" : anomaly.location;
  return fmt::format("{}, allocated at {}", what, in_short(*anomaly.allocated));
}

std::string in_words(const Access& access) {
  const std::string size = access.size == 0 ? "" : fmt::format(" {}", counted(access.size, "byte"));
  return fmt::format("{}{}  {}", access.op, size, in_short(access.where));
}

std::string thread_of(const Access& access) { return access.thread.empty() ? "unknown thread" : access.thread; }

// Two accesses by threads of the same name are still two columns: threads may share a name, or have none.
std::vector<std::string> threads_of(const std::vector<Access>& accesses) {
  std::vector<std::string> threads;
  const bool two = accesses.size() == 2;
  for (const Access& access : accesses) {
    const std::string thread = thread_of(access);
    if (two || std::find(threads.begin(), threads.end(), thread) == threads.end()) threads.push_back(thread);
  }
  return threads;
}

Table access_table(const std::vector<Access>& accesses) {
  const std::vector<std::string> threads = threads_of(accesses);
  Table table(std::vector<Align>(threads.size(), Align::left));
  const bool any_known =
      std::any_of(accesses.begin(), accesses.end(), [](const Access& access) { return !access.thread.empty(); });
  std::vector<Table::Cell> heads;
  for (const std::string& thread : threads) heads.push_back({thread, Tone::strong});
  if (any_known || accesses.size() > 1) table.row(std::move(heads));
  for (std::size_t i = 0; i < accesses.size(); ++i) {
    const auto named = std::find(threads.begin(), threads.end(), thread_of(accesses[i]));
    const std::size_t column = accesses.size() == 2 ? i : static_cast<std::size_t>(named - threads.begin());
    std::vector<Table::Cell> cells(column + 1);
    cells[column].text = in_words(accesses[i]);
    table.row(std::move(cells));
  }
  return table;
}

void print_stack(Page& page, const Access& access) {
  for (std::size_t depth = 0; depth < access.stack.size(); ++depth) {
    const Frame& frame = access.stack[depth];
    page.line(depth == 0 ? access.op : "",
              fmt::format("#{} {}  {}:{}", depth, frame.function, frame.file, frame.line), Tone::faint);
  }
}

}  // namespace

void print_anomaly(Page& page, const AnomalyReport& anomaly, Said& said, bool with_stacks) {
  const bool new_detail = said.first(anomaly.kind, anomaly.detail);
  page.line(name_of(anomaly.kind), sentence(new_detail ? anomaly.detail : "", anomaly.count), Tone::bad);
  const bool known = !new_detail && is_standstill(anomaly.kind) && !with_stacks;
  if (!anomaly.accesses.empty() && !known) page.table(access_table(anomaly.accesses), kAccessIndent);
  page.line("on", memory_of(anomaly));
  if (!with_stacks) return;
  for (const Access& access : anomaly.accesses) print_stack(page, access);
}

void print_aside(Page& page, std::string_view word, const SuppressedReport& aside) {
  const AnomalyReport& report = aside.report;
  std::string what(name_of(report.kind));
  if (!report.detail.empty()) what += fmt::format(" ({})", report.detail);
  page.line(word, fmt::format("{}: {}", what, aside.reason), Tone::faint);
}

}  // namespace tenter::report
