#include "report/witness_block.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

#include "model/numbers.h"
#include "report/brief_steps.h"
#include "report/printable.h"
#include "report/wording.h"

namespace tenter::report {
namespace {

constexpr std::size_t kStepIndent = 6;
constexpr std::size_t kUnlimited = 4'096;
constexpr std::size_t kLongestData = 60;

// A step in the three parts that are aligned in a thread's column.
struct Cells {
  std::string op;
  std::string data;
  std::string where;
};

// "i -> 0", "i <- 1", "queue.mutex"
std::string data_of(const WitnessStep& step) {
  if (step.value.empty()) return step.object;
  const std::string value = fmt::format("{} {}", step.writes ? "<-" : "->", step.value);
  return step.object.empty() ? value : fmt::format("{} {}", step.object, value);
}

std::string place_of(const Frame& where) { return where == Frame() ? "" : in_short(where); }

Cells cells_of(const WitnessStep& step) {
  return {printable(step.op), shortened(printable(data_of(step)), kLongestData), printable(place_of(step.where))};
}

std::string padded(const std::string& text, std::size_t width) {
  return text + std::string(std::max(width, columns(text)) - columns(text), ' ');
}

// The lines of one thread, with the parts below each other.
class Lane {
 public:
  explicit Lane(std::string name) : name_(printable(name)), width_(columns(name_)) {}

  void widen(const Cells& cells) {
    op_ = std::max(op_, columns(cells.op));
    data_ = std::max(data_, columns(cells.data));
    where_ = std::max(where_, columns(cells.where));
    used_ = true;
  }

  std::string line(const Cells& cells) const {
    std::string text = padded(cells.op, op_);
    if (data_ > 0) text += ' ' + padded(cells.data, data_);
    return cells.where.empty() ? text : text + "   " + cells.where;
  }

  const std::string& name() const { return name_; }
  bool used() const { return used_; }
  std::size_t width() const {
    const std::size_t parts = op_ + (data_ > 0 ? 1 + data_ : 0) + (where_ > 0 ? 3 + where_ : 0);
    return std::max(width_, parts);
  }

 private:
  std::string name_;
  std::size_t width_;
  std::size_t op_ = 0, data_ = 0, where_ = 0;
  bool used_ = false;
};

std::string name_of_thread(const Witness& witness, std::uint32_t thread) {
  return thread < witness.threads.size() ? witness.threads[thread] : fmt::format("thread {}", thread);
}

// A lane for each thread that does something.
std::vector<Lane> lanes_of(const Witness& witness) {
  std::vector<Lane> lanes;
  for (const WitnessStep& step : witness.steps) {
    while (lanes.size() <= step.thread) {
      lanes.emplace_back(name_of_thread(witness, static_cast<std::uint32_t>(lanes.size())));
    }
    lanes[step.thread].widen(cells_of(step));
  }
  return lanes;
}

std::size_t width_of(const std::vector<Lane>& lanes) {
  std::size_t width = kStepIndent;
  for (const Lane& lane : lanes) width += lane.used() ? lane.width() + 2 : 0;
  return width;
}

Table side_by_side(const Witness& witness, const std::vector<Lane>& lanes) {
  std::vector<std::size_t> column_of(lanes.size(), 0);
  std::vector<Table::Cell> heads;
  for (std::size_t i = 0; i < lanes.size(); ++i) {
    column_of[i] = heads.size();
    if (lanes[i].used()) heads.push_back({lanes[i].name(), Tone::strong});
  }
  Table table(std::vector<Align>(heads.size(), Align::left), kUnlimited);
  table.row(std::move(heads));
  for (const WitnessStep& step : witness.steps) {
    std::vector<Table::Cell> cells(column_of[step.thread] + 1);
    cells.back().text = lanes[step.thread].line(cells_of(step));
    table.row(std::move(cells));
  }
  return table;
}

Table one_by_one(const Witness& witness) {
  Table table(std::vector<Align>(4, Align::left));
  for (const WitnessStep& step : witness.steps) {
    const Cells cells = cells_of(step);
    table.row({{name_of_thread(witness, step.thread), Tone::strong}, {cells.op}, {cells.data}, {cells.where}});
  }
  return table;
}

// "minimal witness (1 switch back)", "witness (2 preemptions)"
std::string title_of(const Witness& witness) {
  if (witness.steps.empty()) return "witness (no steps)";
  const std::uint32_t count = witness.preemptions;
  if (!witness.minimal)
    return fmt::format("witness ({})", count == 0 ? "no preemption" : counted(count, "preemption"));
  if (count == 0) return "minimal witness (no switch back)";
  return fmt::format("minimal witness ({} back)", count == 1 ? "1 switch" : grouped(count) + " switches");
}

}  // namespace

std::optional<Anomaly> anomaly_of(const Witness& witness, const JudgedEvidence& judged) {
  if (witness.outcome.empty()) return witness.kind;
  for (const GradedOutcome& row : judged.outcomes) {
    if (row.outcome != witness.outcome) continue;
    return row.grade == Grade::forbidden ? std::optional(row.anomaly) : std::nullopt;
  }
  return witness.kind;
}

std::string in_words(const Witness& witness, const JudgedEvidence& judged) {
  const std::optional<Anomaly> anomaly = anomaly_of(witness, judged);
  std::string text(anomaly ? name_of(*anomaly) : "");
  if (!witness.outcome.empty()) return text + fmt::format("{}outcome {{{}}}", anomaly ? ", " : "", witness.outcome);
  // Of who waits for what, the detail is the reason as well.
  const bool told = witness.detail.empty() || witness.detail == witness.why;
  return told ? text : fmt::format("{}: {}", text, witness.detail);
}

void print_witness(Page& page, const Run& run, const ScenarioInfo& scenario, const JudgedEvidence& judged,
                   const Witness& witness, Said& said, WitnessStyle style) {
  page.line(title_of(witness), in_words(witness, judged), anomaly_of(witness, judged) ? Tone::bad : Tone::doubtful);
  if (witness.outcome.empty()) said.first(witness.kind, witness.detail);
  Witness shown = witness;
  if (!style.all_steps) shown.steps = brief_steps(witness);
  const std::vector<Lane> lanes = lanes_of(shown);
  if (!shown.steps.empty()) {
    const bool fits = width_of(lanes) <= page.width();
    page.table(fits ? side_by_side(shown, lanes) : one_by_one(shown), kStepIndent);
  }
  page.line("why", witness.why);
  if (!witness.schedule.empty()) page.command("replay", replay_command(run, scenario, witness));
  if (shown.steps.size() < witness.steps.size()) page.line("", "--verbose prints all steps");
}

}  // namespace tenter::report
