// Small histories and objects to hold the judges against: each object written once more, as simply as can be, and a
// judge that tries all orders.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "history/history.h"

namespace tenter::test {

using history::Operation;
using history::Value;

inline Value integer(std::int64_t number) { return {number}; }

// An object: applies an operation to itself and says what it returns.
class Object {
 public:
  virtual ~Object() = default;
  virtual std::unique_ptr<Object> copy() const = 0;
  // Nothing when it would have to wait.
  virtual std::optional<Value> apply(const std::string& function, const Value& key, const Value& argument,
                                     std::int64_t process) = 0;
};

template <class Self>
class ObjectOf : public Object {
 public:
  std::unique_ptr<Object> copy() const override { return std::make_unique<Self>(static_cast<const Self&>(*this)); }
};

class Register final : public ObjectOf<Register> {
 public:
  std::optional<Value> apply(const std::string& function, const Value& key, const Value& argument,
                             std::int64_t) override {
    Value& value = values_[to_text(key)];
    if (function == "read") return value;
    if (function == "write") {
      value = argument;
      return argument;
    }
    const auto& pair = std::get<history::List>(argument.data);
    if (!(value == pair[0])) return Value{false};
    value = pair[1];
    return Value{true};
  }

 private:
  std::map<std::string, Value> values_;
};

class Queue final : public ObjectOf<Queue> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t) override {
    if (function == "enqueue") {
      items_.push_back(argument);
      return argument;
    }
    if (items_.empty()) return Value{};
    const Value first = items_.front();
    items_.pop_front();
    return first;
  }

 private:
  std::deque<Value> items_;
};

class Stack final : public ObjectOf<Stack> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t) override {
    if (function == "push") {
      items_.push_back(argument);
      return argument;
    }
    if (items_.empty()) return Value{};
    const Value last = items_.back();
    items_.pop_back();
    return last;
  }

 private:
  std::vector<Value> items_;
};

class PriorityQueue final : public ObjectOf<PriorityQueue> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t) override {
    if (function == "insert") {
      items_.insert(std::get<std::int64_t>(argument.data));
      return argument;
    }
    if (items_.empty()) return Value{};
    const std::int64_t smallest = *items_.begin();
    items_.erase(items_.begin());
    return integer(smallest);
  }

 private:
  std::multiset<std::int64_t> items_;
};

class Set final : public ObjectOf<Set> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t) override {
    const std::string element = to_text(argument);
    if (function == "add") return Value{elements_.insert(element).second};
    if (function == "remove") return Value{elements_.erase(element) != 0};
    return Value{elements_.contains(element)};
  }

 private:
  std::set<std::string> elements_;
};

class Counter final : public ObjectOf<Counter> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t) override {
    if (function == "read") return integer(sum_);
    sum_ += function == "increment" ? 1 : function == "decrement" ? -1 : std::get<std::int64_t>(argument.data);
    return argument;
  }

 private:
  std::int64_t sum_ = 0;
};

class KeyValue final : public ObjectOf<KeyValue> {
 public:
  std::optional<Value> apply(const std::string& function, const Value& key, const Value& argument,
                             std::int64_t) override {
    std::string& text = texts_[to_text(key)];
    if (function == "get") return Value{text};
    const std::string& more = std::get<std::string>(argument.data);
    text = function == "put" ? more : text + more;
    return argument;
  }

 private:
  std::map<std::string, std::string> texts_;
};

class Mutex final : public ObjectOf<Mutex> {
 public:
  std::optional<Value> apply(const std::string& function, const Value&, const Value& argument,
                             std::int64_t process) override {
    if (owner_ != (function == "acquire" ? std::optional<std::int64_t>() : process)) return std::nullopt;
    owner_ = function == "acquire" ? std::optional(process) : std::nullopt;
    return argument;
  }

 private:
  std::optional<std::int64_t> owner_;
};

// Makes the operation; whether it can be made, with the result that it had.
inline bool fits(Object& object, const history::History& history, const Operation& operation) {
  const auto result =
      object.apply(history.function_of(operation), operation.key, operation.argument, operation.process);
  return result && (operation.is_pending() || *result == operation.result);
}

// Tries all orders that respect which operation was over before which began.
class BruteForce {
 public:
  explicit BruteForce(const history::History& history) : history_(history), placed_(history.operations.size()) {}

  bool linearizable(const Object& object) {
    bool all = true;
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      if (placed_[i]) continue;
      all &= history_.operations[i].is_pending();
      if (!may_be_next(i)) continue;
      const auto after = object.copy();
      if (!fits(*after, history_, history_.operations[i])) continue;
      placed_[i] = true;
      const bool found = linearizable(*after);
      placed_[i] = false;
      if (found) return true;
    }
    return all;
  }

 private:
  bool may_be_next(std::size_t next) const {
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      if (!placed_[i] && history_.operations[i].responded < history_.operations[next].invoked) return false;
    }
    return true;
  }
  const history::History& history_;
  std::vector<bool> placed_;
};

}  // namespace tenter::test
