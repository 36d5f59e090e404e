#include "explore/witness/trace_describer.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "explore/event/object.h"
#include "model/numbers.h"

namespace tenter::explore {
namespace {

std::string with_offset(std::string text, std::size_t offset) {
  return offset == 0 ? text : fmt::format("{} + {}", text, offset);
}

// A variable of the standard library's with a name that only it may use.
bool is_internal(const std::string& variable) {
  return variable.starts_with("std::") && variable.find("::_") != std::string::npos;
}

bool is_queue(const Trace& trace, Object object) {
  const auto queues = [&](const auto& one) {
    return one.operation.object == object && (one.operation.op == Op::wait || one.operation.op == Op::wake);
  };
  return std::any_of(trace.steps.begin(), trace.steps.end(), queues) ||
         std::any_of(trace.waiting.begin(), trace.waiting.end(), queues);
}

}  // namespace

std::string name_of_thread(const ScenarioInfo& scenario, TaskId task) {
  if (task == 0) return "main";
  return task <= scenario.actors.size() ? scenario.actors[task - 1] : fmt::format("thread {}", task);
}

std::string TraceDescriber::word(const TraceStep& step) const {
  switch (step.operation.op) {
    case Op::atomic_load:
      return step.footprint.front().op == Op::wait ? "wait, value changed" : "load";
    case Op::atomic_store:
      return "store";
    case Op::release:
      if (step.notifies_nobody()) return "notify (nobody waits)";
      return is_queue(trace_, step.operation.object) ? "notify" : "release";
    case Op::sleep:
      return "time passes";
    default:
      return std::string(name_of(step.operation.op));
  }
}

std::string TraceDescriber::object(const TraceStep& step) const {
  const Operation& operation = step.operation;
  return is_of_history(operation.op) ? step.call : object(operation.object, operation.size);
}

std::string TraceDescriber::object(Object object, std::size_t size) const {
  if (const std::string_view shared = name_of(object); !shared.empty()) return std::string(shared);
  if (const int descriptor = descriptor_of(object); descriptor >= 0) return fmt::format("descriptor {}", descriptor);
  const std::uintptr_t address = object.address();
  if (address == 0) return "";
  const auto state = reinterpret_cast<std::uintptr_t>(trace_.state.first);
  if (state <= address && address < state + trace_.state.stride) return in_state(address - state, size);
  if (std::string block = in_block(address); !block.empty()) return block;
  const auto owner = trace_.on_stack_of.find(address);
  return owner != trace_.on_stack_of.end() ? "stack of " + thread(owner->second) : variable(address, size);
}

std::string TraceDescriber::in_state(std::size_t offset, std::size_t size) const {
  const std::string member = names_.member(offset, size);
  return member.empty() ? with_offset("the state", offset) : member;
}

std::string TraceDescriber::in_block(std::uintptr_t address) const {
  for (const TraceBlock& block : trace_.blocks) {
    if (address < block.first || address >= block.first + std::max<std::size_t>(block.size, 1)) continue;
    return with_offset("heap block of " + counted(block.size, "byte"), address - block.first);
  }
  return {};
}

std::string TraceDescriber::variable(std::uintptr_t address, std::size_t size) const {
  const std::string name = names_.variable(address, size);
  if (is_internal(name)) return "std internals";
  return name.empty() ? fmt::format("{:#x}", address) : name;
}

std::string TraceDescriber::phrase(const std::string& word, const Operation& operation) const {
  const std::string what = object(operation.object, operation.size);
  return what.empty() ? word : fmt::format("{} of {}", word, what);
}

std::string TraceDescriber::phrase(const TraceStep& step) const {
  if (is_of_history(step.operation.op)) return fmt::format("{} of {}", name_of(step.operation.op), object(step));
  return phrase(word(step), step.operation);
}

Access TraceDescriber::access(std::string word, TaskId task, const Stack& stack) const {
  Access access;
  access.op = std::move(word);
  access.thread = thread(task);
  access.where = where(stack);
  access.stack = names_.frames(stack);
  return access;
}

std::string place(const Frame& frame) {
  return fmt::format("{}:{}", frame.file.substr(frame.file.rfind('/') + 1), frame.line);
}

std::string place_in_parentheses(const Frame& frame) {
  return frame.file.empty() ? std::string() : fmt::format(" ({})", place(frame));
}

}  // namespace tenter::explore
