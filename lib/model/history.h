// A recorded history: which operations were called on an object, when they returned, and with what. Values are
// numbers that stand for what was recorded, so that a million operations are small and compare fast.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tenter {

enum class ValueKind : std::uint8_t { nil, boolean, integer, text, list };

// A value of a history, by its number in Values. Equal values of one history have equal numbers.
using Value = std::uint32_t;
inline constexpr Value kNil = 0;
inline constexpr Value kFalse = 1;
inline constexpr Value kTrue = 2;

class Values {
 public:
  Values();

  Value integer(std::int64_t number);
  Value text(std::string_view text);
  Value list(const std::vector<Value>& elements);

  ValueKind kind(Value value) const { return entries_[value].kind; }
  // Nothing when it is of another kind.
  std::optional<std::int64_t> integer_of(Value value) const;
  std::optional<std::string_view> text_of(Value value) const;
  const std::vector<Value>* list_of(Value value) const;
  // As a reader takes it in: nil, true, 12, "text", [1 2].
  std::string shown(Value value) const;

 private:
  struct Entry {
    ValueKind kind;
    std::int64_t number;  // of integers; of texts and lists: where it is
  };
  Value append(ValueKind kind, std::int64_t number);

  std::vector<Entry> entries_;
  std::unordered_map<std::int64_t, Value> integers_;
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, Value> text_numbers_;
  std::vector<std::vector<Value>> lists_;
  std::map<std::vector<Value>, Value> list_numbers_;
};

// One operation; times are numbers of events, in the order in which they were recorded.
struct RecordedOperation {
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  std::uint64_t invoked = 0;
  std::uint64_t responded = kNever;  // kNever: nobody knows whether it had its effect, now or later
  std::uint32_t process = 0;
  std::uint32_t function = 0;  // into History::functions
  std::uint32_t line = 0;      // of the recording, where it was called
  Value key = kNil;            // of the object that it is about; nil where there is one object
  Value argument = kNil;
  Value result = kNil;

  bool pending() const { return responded == kNever; }
};

struct History {
  std::vector<RecordedOperation> operations;  // in the order of their calls
  std::vector<std::string> functions;
  std::vector<std::string> processes;
  Values values;

  const std::string& function_of(const RecordedOperation& operation) const { return functions[operation.function]; }
};

// "3: dequeue -> 7", "0: cas [1 2] of \"x\" -> ?".
std::string shown(const History& history, const RecordedOperation& operation);

enum class EventType : std::uint8_t { invoke, ok, fail, info };
std::optional<EventType> event_type_named(std::string_view name);

// What a line of a recording says.
struct RecordedEvent {
  EventType type = EventType::invoke;
  std::uint32_t line = 0;
  std::string_view process;
  std::string_view function;
  Value key = kNil;
  Value value = kNil;
};

// Matches calls with what became of them: `ok` returned; `fail` had no effect, and is left out; `info`, or nothing,
// leaves it pending for ever.
class HistoryBuilder {
 public:
  Values& values() { return history_.values; }
  // The reason why this event cannot follow those before it; nothing when it can.
  std::optional<std::string> add(const RecordedEvent& event);
  History finish() &&;

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::uint32_t process_named(std::string_view name);
  std::uint32_t function_named(std::string_view name);

  History history_;
  std::unordered_map<std::string, std::uint32_t> process_numbers_;
  std::vector<std::uint32_t> in_progress_;  // of each process, the operation that it is in
  std::vector<bool> failed_;
  std::uint64_t time_ = 0;
};

}  // namespace tenter
