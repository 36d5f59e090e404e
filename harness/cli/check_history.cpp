#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/exit_code.h"
#include "cli/history_report.h"
#include "cli/output_file.h"
#include "history/reader.h"
#include "session/error.h"
#include "session/pattern.h"

namespace tenter::cli {
namespace {

using session::Error;

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void require_model(const std::string& model) {
  const auto& models = oracle::history_models();
  if (model.empty()) throw Error("tenter check-history wants a --model: " + joined(models));
  if (std::find(models.begin(), models.end(), model) != models.end()) return;
  throw Error(fmt::format("--model {}: wanted one of {}", model, joined(models)));
}

// REQUIRES: there is such a model.
void require_model_with_all(const CheckHistoryOptions& options) {
  const auto require = [&](const std::vector<std::string>& models, std::string_view what) {
    if (std::find(models.begin(), models.end(), options.model) != models.end()) return;
    throw Error(fmt::format("{} cannot be asked of a {}, only of: {}", what, options.model, joined(models)));
  };
  require(oracle::history_models_with(options.consistency),
          fmt::format("--consistency {}", name_of(options.consistency)));
  require(oracle::history_models_with(options.relaxation), "--relaxed");
  const bool relaxed = options.relaxation.kind != oracle::Relaxation::strict;
  if (relaxed && options.consistency > oracle::Consistency::quiescent) {
    throw Error(fmt::format("--relaxed allows more orders, and --consistency {} looks for none: take one of them",
                            name_of(options.consistency)));
  }
}

History read_history(const std::string& file) {
  if (file == "-") return history::read(std::cin, "standard input");
  std::error_code ignored;
  std::ifstream stream(file);
  if (!stream || std::filesystem::is_directory(file, ignored)) throw Error(file + ": cannot be read");
  return history::read(stream, file);
}

int exit_code(Answer answer) {
  if (answer == Answer::yes) return kFine;
  return answer == Answer::no ? kRefuted : kInconclusive;
}

SearchBudget budget_of(const CheckHistoryOptions& options) {
  SearchBudget budget;
  budget.memory = options.memory;
  budget.deadline = std::chrono::steady_clock::now() + options.time;
  return budget;
}

oracle::HistoryVerdict judged(const History& history, const std::string& file, const CheckHistoryOptions& options) {
  try {
    return oracle::judge_history(history, options.model, budget_of(options), options.consistency, options.relaxation);
  } catch (const oracle::UnfitOperation& error) {
    throw Error(fmt::format("{}:{}: {}", file, error.line(), error.what()));
  }
}

}  // namespace

int check_history(const CheckHistoryOptions& options) {
  require_model(options.model);
  require_model_with_all(options);
  if (options.patterns.size() != 1) throw Error("tenter check-history takes one file, - for standard input");
  const std::string& file = options.patterns.front();
  OutputFile json("--json", options.report.json);
  try {
    const History history = read_history(file);
    const auto begin = std::chrono::steady_clock::now();
    const oracle::HistoryVerdict verdict = judged(history, file, options);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    const CheckedHistory checked{file,    options.model, options.consistency, options.relaxation,
                                 history, verdict,       taken.count()};
    report_stream(options.report) << told(checked, options.report.verbose);
    json.write([&](std::ostream& out) {
      out << to_json(checked).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    });
    return exit_code(verdict.answer);
  } catch (const history::Malformed& error) {
    throw Error(error.what());
  }
}

}  // namespace tenter::cli
