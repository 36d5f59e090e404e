// tenter check-history: judges a recorded history.
#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/output_file.h"
#include "history/read.h"
#include "oracle/judge.h"
#include "report/printable.h"
#include "session/error.h"
#include "session/interrupts.h"

namespace tenter::cli {
namespace {

using history::History;
using history::Operation;
using nlohmann::ordered_json;
using oracle::Answer;
using oracle::HistoryVerdict;
using session::Error;

constexpr std::size_t kShown = 5;  // operations at the end of the longest prefix

std::string text_of(const History& history, const Operation& operation) {
  std::string text = history.function_of(operation);
  for (const history::Value* const value : {&operation.key, &operation.argument}) {
    if (!value->is_nothing()) text += " " + to_text(*value);
  }
  if (operation.is_pending()) return text + ", which never returned";
  // What is read, or taken; what is written is in the invocation already.
  return operation.result == operation.argument && !operation.result.is_nothing()
             ? text
             : text + " -> " + to_text(operation.result);
}

std::string lines_of(const Operation& operation) {
  return operation.is_pending() ? fmt::format("line {}", operation.invoked_line)
                                : fmt::format("lines {}-{}", operation.invoked_line, operation.responded_line);
}

std::string shown(const History& history, const Operation& operation) {
  return fmt::format("  process {}  {}  ({})\n", operation.process, report::printable(text_of(history, operation)),
                     lines_of(operation));
}

const char* word_of(Answer answer) {
  return answer == Answer::yes ? "accepted" : answer == Answer::no ? "refuted" : "undecided";
}

std::size_t pending_in(const History& history) {
  return static_cast<std::size_t>(std::count_if(history.operations.begin(), history.operations.end(),
                                                [](const Operation& o) { return o.is_pending(); }));
}

// With the operations in place of their numbers.
std::string why_of(const HistoryVerdict& verdict) {
  std::string text = verdict.why;
  for (std::size_t i = 0; i < verdict.contradiction.size(); ++i) {
    const std::string number = fmt::format("{{{}}}", i);
    for (std::size_t at = 0; (at = text.find(number, at)) != std::string::npos;) {
      text.replace(at, number.size(), fmt::format("[{}]", i + 1));
    }
  }
  return text;
}

void print_contradiction(const History& history, const HistoryVerdict& verdict) {
  if (verdict.contradiction.empty()) return;
  std::cout << fmt::format("\nwhy: {}\n", why_of(verdict));
  for (std::size_t i = 0; i < verdict.contradiction.size(); ++i) {
    std::cout << fmt::format("  [{}]{}", i + 1, shown(history, history.operations[verdict.contradiction[i]]));
  }
}

void print_how_far(const History& history, const HistoryVerdict& verdict) {
  if (verdict.answer == Answer::yes) return;
  std::cout << fmt::format("\nlongest order found: {} operations{}\n", verdict.prefix.size(),
                           verdict.prefix.empty() ? "" : ", the last of them");
  const std::size_t begin = verdict.prefix.size() - std::min(verdict.prefix.size(), kShown);
  for (std::size_t i = begin; i < verdict.prefix.size(); ++i) {
    std::cout << shown(history, history.operations[verdict.prefix[i]]);
  }
  std::cout << (verdict.answer == Answer::no ? "cannot come next, and one of them would have to\n"
                                             : "to come next\n");
  for (const std::uint32_t number : verdict.stuck) std::cout << shown(history, history.operations[number]);
}

void print(const std::string& file, const std::string& model, const History& history, const HistoryVerdict& verdict,
           double seconds) {
  const std::size_t pending = pending_in(history);
  std::cout << fmt::format("{}: {} operations, {} never returned, {} failed\n", report::printable(file),
                           history.operations.size(), pending, history.failed);
  std::cout << fmt::format("{}: {} as a {}, by {}{} in {:.3f} s", word_of(verdict.answer),
                           verdict.answer == Answer::yes  ? "linearizable"
                           : verdict.answer == Answer::no ? "not linearizable"
                                                          : "nobody knows whether it is linearizable",
                           model, verdict.by, verdict.states == 0 ? "" : fmt::format(" ({} states)", verdict.states),
                           seconds);
  if (verdict.parts > 1) std::cout << fmt::format(", {} parts each for itself", verdict.parts);
  std::cout << '\n';
  if (verdict.answer != Answer::yes && !verdict.part.empty()) {
    std::cout << fmt::format("the part of {}\n", report::printable(verdict.part));
  }
  print_contradiction(history, verdict);
  print_how_far(history, verdict);
}

ordered_json to_json(const History& history, const std::vector<std::uint32_t>& numbers) {
  ordered_json list = ordered_json::array();
  for (const std::uint32_t number : numbers) {
    const Operation& operation = history.operations[number];
    ordered_json one{{"process", operation.process},
                     {"operation", text_of(history, operation)},
                     {"invoked_line", operation.invoked_line}};
    if (!operation.is_pending()) one["responded_line"] = operation.responded_line;
    list.push_back(std::move(one));
  }
  return list;
}

ordered_json to_json(const std::string& file, const std::string& model, const History& history,
                     const HistoryVerdict& verdict, double seconds) {
  ordered_json json{{"schema_version", 1},
                    {"file", file},
                    {"model", model},
                    {"condition", "linearizability"},
                    {"verdict", word_of(verdict.answer)},
                    {"operations", history.operations.size()},
                    {"pending", pending_in(history)},
                    {"failed", history.failed},
                    {"by", verdict.by},
                    {"states", verdict.states},
                    {"parts", verdict.parts},
                    {"seconds", seconds}};
  if (verdict.answer == Answer::yes) return json;
  if (!verdict.part.empty()) json["part"] = verdict.part;
  if (!verdict.contradiction.empty()) {
    json["why"] = why_of(verdict);
    json["contradiction"] = to_json(history, verdict.contradiction);
  }
  json["prefix"] = to_json(history, verdict.prefix);
  json["stuck"] = to_json(history, verdict.stuck);
  return json;
}

void require_model(const std::string& name) {
  std::string known;
  for (const oracle::ModelInfo& model : oracle::models()) {
    if (model.name == name) return;
    known += fmt::format("{}{}", known.empty() ? "" : ", ", model.name);
  }
  throw Error(name.empty() ? fmt::format("say of what it is a history: --model {}", known)
                           : fmt::format("--model {}: wanted one of {}", name, known));
}

History read(const std::string& file) {
  if (file == "-") return history::read_history(std::cin, "standard input");
  std::ifstream in(file);
  if (!in) throw Error(fmt::format("{}: cannot be read", file));
  return history::read_history(in, file);
}

// What an operation means to the model is known when all has been read.
HistoryVerdict judged(const std::string& file, const History& history, const std::string& model,
                      const oracle::SearchBudget& budget) {
  try {
    return oracle::judge(history, model, budget);
  } catch (const history::Malformed& malformed) {
    throw Error(fmt::format("{}:{}", file, malformed.what()));
  }
}

bool is_interrupted() { return session::interrupts() > 0; }

int exit_code(Answer answer) {
  constexpr int kRefuted = 1;
  return answer == Answer::yes ? kFine : answer == Answer::no ? kRefuted : kInconclusive;
}

}  // namespace

int check_history(const Options& options) {
  require_model(options.model);
  if (options.patterns.size() != 1) throw Error("tenter check-history takes one file, or - for standard input");
  const std::string& file = options.patterns.front();
  OutputFile json("--json", options.json);
  History history;
  try {
    history = read(file);
  } catch (const history::Malformed& malformed) {
    throw Error(malformed.what());
  }
  const auto began = std::chrono::steady_clock::now();
  const HistoryVerdict verdict = judged(file, history, options.model, {began + *options.budget.time, is_interrupted});
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  json.write([&](std::ostream& out) {
    const ordered_json report = to_json(file, options.model, history, verdict, seconds);
    out << report.dump(2, ' ', false, ordered_json::error_handler_t::replace) << '\n';
  });
  if (options.json != "-") print(file, options.model, history, verdict, seconds);
  return exit_code(verdict.answer);
}

}  // namespace tenter::cli
