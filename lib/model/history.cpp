#include "model/history.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace tenter {

Values::Values() {
  append(ValueKind::nil, 0);
  append(ValueKind::boolean, 0);
  append(ValueKind::boolean, 1);
}

Value Values::append(ValueKind kind, std::int64_t number) {
  entries_.push_back({kind, number});
  return static_cast<Value>(entries_.size() - 1);
}

Value Values::integer(std::int64_t number) {
  const auto [found, added] = integers_.try_emplace(number, kNil);
  if (added) found->second = append(ValueKind::integer, number);
  return found->second;
}

Value Values::text(std::string_view text) {
  if (const auto found = text_numbers_.find(text); found != text_numbers_.end()) return found->second;
  const std::string& kept = texts_.emplace_back(text);
  return text_numbers_[kept] = append(ValueKind::text, static_cast<std::int64_t>(texts_.size() - 1));
}

Value Values::list(const std::vector<Value>& elements) {
  const auto [found, added] = list_numbers_.try_emplace(elements, kNil);
  if (added) {
    lists_.push_back(elements);
    found->second = append(ValueKind::list, static_cast<std::int64_t>(lists_.size() - 1));
  }
  return found->second;
}

std::optional<std::int64_t> Values::integer_of(Value value) const {
  return kind(value) == ValueKind::integer ? std::optional(entries_[value].number) : std::nullopt;
}

std::optional<std::string_view> Values::text_of(Value value) const {
  if (kind(value) != ValueKind::text) return std::nullopt;
  return texts_[static_cast<std::size_t>(entries_[value].number)];
}

const std::vector<Value>* Values::list_of(Value value) const {
  return kind(value) == ValueKind::list ? &lists_[static_cast<std::size_t>(entries_[value].number)] : nullptr;
}

std::string Values::shown(Value value) const {
  switch (kind(value)) {
    case ValueKind::nil:
      return "nil";
    case ValueKind::boolean:
      return value == kTrue ? "true" : "false";
    case ValueKind::integer:
      return fmt::format("{}", entries_[value].number);
    case ValueKind::text:
      return fmt::format("\"{}\"", *text_of(value));
    case ValueKind::list:
      break;
  }
  std::string text;
  for (const Value element : *list_of(value)) text += (text.empty() ? "" : " ") + shown(element);
  return "[" + text + "]";
}

std::string shown(const History& history, const RecordedOperation& operation) {
  std::string text = history.processes[operation.process] + ": " + history.function_of(operation);
  if (operation.argument != kNil) text += " " + history.values.shown(operation.argument);
  if (operation.key != kNil) text += " of " + history.values.shown(operation.key);
  if (operation.pending()) return text + " -> ?";
  const bool repeats = operation.result == kNil || operation.result == operation.argument;
  return operation.argument != kNil && repeats ? text : text + " -> " + history.values.shown(operation.result);
}

std::optional<EventType> event_type_named(std::string_view name) {
  if (name == "invoke") return EventType::invoke;
  if (name == "ok") return EventType::ok;
  if (name == "fail") return EventType::fail;
  if (name == "info") return EventType::info;
  return std::nullopt;
}

std::uint32_t HistoryBuilder::process_named(std::string_view name) {
  const auto number = static_cast<std::uint32_t>(history_.processes.size());
  const auto [found, added] = process_numbers_.try_emplace(std::string(name), number);
  if (added) {
    history_.processes.emplace_back(name);
    in_progress_.push_back(kNone);
  }
  return found->second;
}

// There are only a few.
std::uint32_t HistoryBuilder::function_named(std::string_view name) {
  const auto found = std::find(history_.functions.begin(), history_.functions.end(), name);
  if (found != history_.functions.end()) return static_cast<std::uint32_t>(found - history_.functions.begin());
  history_.functions.emplace_back(name);
  return static_cast<std::uint32_t>(history_.functions.size() - 1);
}

std::optional<std::string> HistoryBuilder::add(const RecordedEvent& event) {
  const std::uint32_t process = process_named(event.process);
  const std::uint32_t function = function_named(event.function);
  std::uint32_t& current = in_progress_[process];
  const std::uint64_t now = time_++;
  if (event.type == EventType::invoke) {
    if (current != kNone) return fmt::format("process {} is in an operation that has not returned", event.process);
    current = static_cast<std::uint32_t>(history_.operations.size());
    history_.operations.push_back(
        {now, RecordedOperation::kNever, process, function, event.line, event.key, event.value, kNil});
    failed_.push_back(false);
    return std::nullopt;
  }
  if (current == kNone) return fmt::format("process {} is in no operation", event.process);
  RecordedOperation& operation = history_.operations[current];
  if (operation.function != function) {
    return fmt::format("process {} is in {}, not in {}", event.process, history_.function_of(operation),
                       event.function);
  }
  if (event.key != kNil && event.key != operation.key) {
    return fmt::format("process {} is in an operation on another key", event.process);
  }
  if (event.type == EventType::fail) failed_[current] = true;
  if (event.type == EventType::ok) {
    operation.responded = now;
    operation.result = event.value;
  }
  current = kNone;
  return std::nullopt;
}

History HistoryBuilder::finish() && {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < failed_.size(); ++i) {
    if (!failed_[i]) history_.operations[kept++] = history_.operations[i];
  }
  history_.operations.resize(kept);
  return std::move(history_);
}

}  // namespace tenter
