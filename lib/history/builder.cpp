#include "history/builder.h"

#include <fmt/format.h>

#include <utility>

namespace tenter::history {

void Builder::add(Event event, std::uint32_t line) {
  if (event.type == Event::Type::invoke) {
    invoke(std::move(event), line);
  } else {
    respond(std::move(event), line);
  }
  ++history_.events;
}

std::uint32_t Builder::number_of(const std::string& function) {
  const auto [at, is_new] = functions_.emplace(function, static_cast<std::uint32_t>(history_.functions.size()));
  if (is_new) history_.functions.push_back(function);
  return at->second;
}

void Builder::invoke(Event&& event, std::uint32_t line) {
  if (const auto doubt = in_doubt_.find(event.process); doubt != in_doubt_.end()) {
    throw Malformed(fmt::format("process {} invokes {}, but nobody knows whether its operation of line {} is over",
                                event.process, event.function, doubt->second));
  }
  const auto [open, is_new] = open_.emplace(event.process, history_.operations.size());
  if (!is_new) {
    throw Malformed(fmt::format("process {} invokes {} before its operation of line {} has returned", event.process,
                                event.function, history_.operations[open->second].invoked_line));
  }
  Operation operation;
  operation.process = event.process;
  operation.function = number_of(event.function);
  operation.key = std::move(event.key);
  operation.argument = std::move(event.value);
  operation.invoked = history_.events;
  operation.invoked_line = line;
  history_.operations.push_back(std::move(operation));
  failed_.push_back(false);
}

void Builder::respond(Event&& event, std::uint32_t line) {
  const auto open = open_.find(event.process);
  if (open == open_.end()) {
    throw Malformed(fmt::format("a response of process {} that has invoked nothing", event.process));
  }
  const std::size_t number = open->second;
  Operation& operation = history_.operations[number];
  if (history_.function_of(operation) != event.function) {
    throw Malformed(fmt::format("process {} returns from {}, but invoked {} in line {}", event.process,
                                event.function, history_.function_of(operation), operation.invoked_line));
  }
  open_.erase(open);
  if (event.type == Event::Type::info) {
    in_doubt_.emplace(event.process, operation.invoked_line);
    return;
  }
  operation.responded_line = line;
  operation.responded = history_.events;
  operation.result = std::move(event.value);
  failed_[number] = event.type == Event::Type::fail;
}

History Builder::history() && {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < history_.operations.size(); ++i) {
    if (failed_[i]) {
      ++history_.failed;
    } else {
      if (kept != i) history_.operations[kept] = std::move(history_.operations[i]);
      ++kept;
    }
  }
  history_.operations.resize(kept);
  return std::move(history_);
}

}  // namespace tenter::history
