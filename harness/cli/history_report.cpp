#include "cli/history_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "model/numbers.h"
#include "report/printable.h"

namespace tenter::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kShown = 10;

std::string_view name_of(Answer answer) {
  if (answer == Answer::yes) return "accepted";
  return answer == Answer::no ? "refuted" : "undecided";
}

std::string_view in_words(oracle::Consistency consistency) {
  constexpr std::string_view kWords[] = {"linearizable",
                                         "sequentially consistent",
                                         "quiescently consistent",
                                         "each value taken once",
                                         "first in, first out for each producer",
                                         "monotonic in what each process reads"};
  return kWords[static_cast<std::size_t>(consistency)];
}

// "queue", "queue of which any of the next 3 may come".
std::string in_words(const CheckedHistory& checked) {
  switch (checked.relaxation.kind) {
    case oracle::Relaxation::out_of_order:
      return fmt::format("{} of which any of the next {} may come", checked.model,
                         std::uint64_t{checked.relaxation.most} + 1);
    case oracle::Relaxation::at_least_once:
      return checked.model + " that may give a value again";
    case oracle::Relaxation::strict:
      break;
  }
  return checked.model;
}

ordered_json to_json(const oracle::Relaxation& relaxation) {
  if (relaxation.kind == oracle::Relaxation::strict) return nullptr;
  if (relaxation.kind == oracle::Relaxation::at_least_once) return "at-least-once";
  return fmt::format("out-of-order:{}", relaxation.most);
}

std::size_t pending(const History& history) {
  return static_cast<std::size_t>(std::count_if(history.operations.begin(), history.operations.end(),
                                                [](const RecordedOperation& one) { return one.pending(); }));
}

// One operation a line, with the line of the recording on which it was called.
std::string lines(const CheckedHistory& checked, const std::vector<std::uint32_t>& operations, std::size_t from = 0) {
  std::string text;
  for (std::size_t i = from; i < operations.size(); ++i) {
    const RecordedOperation& operation = checked.history.operations[operations[i]];
    text += fmt::format("    {}   line {}\n", report::printable(shown(checked.history, operation)), operation.line);
  }
  return text;
}

std::string prefix(const CheckedHistory& checked, bool all) {
  const auto& order = checked.verdict.order;
  const std::size_t left_out = all || order.size() <= kShown ? 0 : order.size() - kShown;
  const std::string where = checked.verdict.objects > 1 && checked.consistency != oracle::Consistency::sequential
                                ? fmt::format(" on one of {} objects", grouped(checked.verdict.objects))
                                : "";
  std::string text =
      fmt::format("  longest {} prefix found: {} of {}{}\n", in_words(checked.consistency), grouped(order.size()),
                  counted(checked.verdict.object_operations, "operation"), where);
  if (left_out > 0) text += fmt::format("    ... {} before\n", grouped(left_out));
  return text + lines(checked, order, left_out);
}

std::string reason(const CheckedHistory& checked, bool all) {
  const oracle::HistoryVerdict& verdict = checked.verdict;
  std::string text;
  if (!verdict.why.empty()) text += fmt::format("  why: {}\n", verdict.why) + lines(checked, verdict.conflict);
  if (checked.consistency <= oracle::Consistency::quiescent) text += prefix(checked, all);
  if (!verdict.stuck.empty()) text += "  cannot be placed after it\n" + lines(checked, verdict.stuck);
  return text;
}

ordered_json to_json(const CheckedHistory& checked, const std::vector<std::uint32_t>& operations) {
  ordered_json list = ordered_json::array();
  for (const std::uint32_t number : operations) {
    const RecordedOperation& operation = checked.history.operations[number];
    list.push_back({{"line", operation.line}, {"operation", shown(checked.history, operation)}});
  }
  return list;
}

}  // namespace

std::string told(const CheckedHistory& checked, bool all) {
  const oracle::HistoryVerdict& verdict = checked.verdict;
  std::string headline(name_of(verdict.answer));
  std::transform(headline.begin(), headline.end(), headline.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  std::string text =
      fmt::format("{}  {}: {} as {}{}\n", headline, report::printable(checked.file), in_words(checked.consistency),
                  in_words(checked), verdict.answer == Answer::yes ? "" : "?");
  text += fmt::format("  {}, {} of them pending, on {}\n", counted(checked.history.operations.size(), "operation"),
                      grouped(pending(checked.history)), counted(verdict.objects, "object"));
  text +=
      fmt::format("  {} without a search, otherwise {} and {}, in {:.3f} s\n", counted(verdict.by_monitor, "object"),
                  counted(verdict.steps, "step"), counted(verdict.states, "configuration"), checked.seconds);
  return verdict.answer == Answer::yes ? text : text + reason(checked, all);
}

ordered_json to_json(const CheckedHistory& checked) {
  const oracle::HistoryVerdict& verdict = checked.verdict;
  ordered_json result{{"file", checked.file},
                      {"model", checked.model},
                      {"consistency", oracle::name_of(checked.consistency)},
                      {"relaxed", to_json(checked.relaxation)},
                      {"verdict", name_of(verdict.answer)},
                      {"operations", checked.history.operations.size()},
                      {"pending", pending(checked.history)},
                      {"objects", verdict.objects},
                      {"by_monitor", verdict.by_monitor},
                      {"steps", verdict.steps},
                      {"configurations", verdict.states},
                      {"seconds", checked.seconds}};
  if (verdict.answer == Answer::yes) return result;
  if (!verdict.why.empty()) result["why"] = verdict.why;
  result["conflict"] = to_json(checked, verdict.conflict);
  result["object_operations"] = verdict.object_operations;
  result["prefix"] = to_json(checked, verdict.order);
  result["stuck"] = to_json(checked, verdict.stuck);
  return result;
}

}  // namespace tenter::cli
