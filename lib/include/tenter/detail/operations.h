// The operations of an object scenario, and calls of them with their arguments.
#pragma once

#include <cxxabi.h>
#include <tenter/detail/exception_text.h>
#include <tenter/detail/hidden.h>
#include <tenter/object_subject.h>
#include <tenter/print.h>

#include <any>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter::detail {

// What came of one call. Written by the thread that makes it, read when all have ended.
struct Slot {
  std::any result;
  std::string thrown;  // what it threw, in words; empty when it returned
  OperationTimes times;

  bool is_pending() const { return times.responded == OperationTimes::kNever; }
};

// An operation with its arguments.
template <class Object, class Spec>
class CallOf {
 public:
  explicit CallOf(std::string text) : text_(std::move(text)) {}
  virtual ~CallOf() = default;

  virtual void make(Object& object, Slot& slot) const = 0;
  // Makes it on the specification. False when that returns something else or does not allow it, or would have to
  // wait.
  virtual bool step(Spec& spec, const Slot& slot) const = 0;
  virtual bool same(const Slot& left, const Slot& right) const = 0;
  virtual std::string result_text(const Slot& slot) const = 0;
  virtual bool has_to_wait(const Spec& spec) const = 0;

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// States of which nothing is known are the same when they are one.
template <class Spec>
bool same_states(const std::shared_ptr<const void>& left, const std::shared_ptr<const void>& right) {
  if constexpr (std::equality_comparable<Spec>) {
    return *static_cast<const Spec*>(left.get()) == *static_cast<const Spec*>(right.get());
  } else {
    return left == right;
  }
}

struct Nothing {
  friend bool operator==(Nothing, Nothing) { return true; }
};

// The result of a call, with Nothing in place of void.
template <class F>
auto result_of(F&& call) {
  if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
    call();
    return Nothing();
  } else {
    return call();
  }
}

// What an operation of the object returns, with Nothing in place of void.
template <class F, class Object, class... Args>
using ResultOf = std::conditional_t<std::is_void_v<std::invoke_result_t<const F&, Object&, const Args&...>>, Nothing,
                                    std::decay_t<std::invoke_result_t<const F&, Object&, const Args&...>>>;

// Whether an operation of the specification returns what the object must return; or is told it, and says whether that
// may be.
template <class G, class Spec, class... Args>
inline constexpr bool kDecides = std::is_invocable_v<const G&, Spec&, const Args&...>;
template <class G, class Spec, class Result, class... Args>
inline constexpr bool kAllows = std::is_invocable_r_v<bool, const G&, Spec&, const Args&..., const Result&>;

template <class Object, class Spec, class F, class G, class... Args>
class CallWith final : public CallOf<Object, Spec> {
 public:
  CallWith(std::string text, const F& on_object, const G& on_spec, const std::function<bool(const Spec&)>& ready,
           std::tuple<Args...> arguments)
      : CallOf<Object, Spec>(std::move(text)),
        on_object_(on_object),
        on_spec_(on_spec),
        ready_(ready),
        arguments_(std::move(arguments)) {}

  void make(Object& object, Slot& slot) const override {
    try {
      slot.result = result_of([&] { return applied(on_object_, object); });
    } catch (abi::__forced_unwind&) {
      throw;
    } catch (...) {
      slot.thrown = text_of_current_exception();
    }
  }

  bool step(Spec& spec, const Slot& slot) const override {
    if (has_to_wait(spec)) return false;
    if constexpr (kDecides<G, Spec, Args...>) {
      return returns_the_same(spec, slot);
    } else {
      return slot.result.has_value() && applied(on_spec_, spec, result_in(slot));
    }
  }

  bool same(const Slot& left, const Slot& right) const override {
    if (left.is_pending() || right.is_pending()) return left.is_pending() == right.is_pending();
    if (!left.thrown.empty() || !right.thrown.empty()) return left.thrown == right.thrown;
    return result_in(left) == result_in(right);
  }

  bool has_to_wait(const Spec& spec) const override { return ready_ && !ready_(spec); }

  std::string result_text(const Slot& slot) const override {
    if (slot.is_pending()) return " never returns";
    if (!slot.thrown.empty()) return " throws " + slot.thrown;
    if constexpr (std::is_same_v<Result, Nothing>) {
      return "";
    } else {
      return " -> " + to_text(std::tuple<const Result&>(result_in(slot)));
    }
  }

 private:
  using Result = ResultOf<F, Object, Args...>;

  bool returns_the_same(Spec& spec, const Slot& slot) const {
    try {
      const auto result = result_of([&] { return applied(on_spec_, spec); });
      return slot.is_pending() || (slot.thrown.empty() && result_in(slot) == result);
    } catch (...) {
      return slot.is_pending() || slot.thrown == text_of_current_exception();
    }
  }

  template <class Callable, class On, class... More>
  decltype(auto) applied(const Callable& callable, On& on, const More&... more) const {
    return std::apply(
        [&](const Args&... arguments) -> decltype(auto) { return std::invoke(callable, on, arguments..., more...); },
        arguments_);
  }
  static const Result& result_in(const Slot& slot) { return *std::any_cast<Result>(&slot.result); }

  const F& on_object_;
  const G& on_spec_;
  const std::function<bool(const Spec&)>& ready_;
  std::tuple<Args...> arguments_;
};

template <class Object, class Spec>
class OperationOf {
 public:
  virtual ~OperationOf() = default;
  // REQUIRES: it outlives the call; a choice for each argument.
  virtual std::unique_ptr<const CallOf<Object, Spec>> call(const std::vector<std::uint64_t>& choices) const = 0;

  std::function<bool(const Spec&)> ready;  // none: at once
};

template <class Object, class Spec, class F, class G, class... Args>
class OperationWith final : public OperationOf<Object, Spec> {
 public:
  OperationWith(std::string name, F on_object, G on_spec, std::function<Args(std::uint64_t)>... values)
      : name_(std::move(name)),
        on_object_(std::move(on_object)),
        on_spec_(std::move(on_spec)),
        values_(std::move(values)...) {}

  std::unique_ptr<const CallOf<Object, Spec>> call(const std::vector<std::uint64_t>& choices) const override {
    auto arguments = chosen(choices, std::index_sequence_for<Args...>());
    std::string text = name_ + "(" + (sizeof...(Args) == 0 ? std::string() : to_text(arguments)) + ")";
    return std::make_unique<const CallWith<Object, Spec, F, G, Args...>>(std::move(text), on_object_, on_spec_,
                                                                         this->ready, std::move(arguments));
  }

 private:
  template <std::size_t... I>
  std::tuple<Args...> chosen([[maybe_unused]] const std::vector<std::uint64_t>& choices,
                             std::index_sequence<I...>) const {
    return std::tuple<Args...>(std::get<I>(values_)(choices[I])...);
  }

  std::string name_;
  F on_object_;
  G on_spec_;
  std::tuple<std::function<Args(std::uint64_t)>...> values_;
};

// All of a scenario.
template <class Object, class Spec>
class Operations {
 public:
  using Operation = OperationOf<Object, Spec>;

  void add(OperationInfo info, std::unique_ptr<Operation> operation) {
    infos_.push_back(std::move(info));
    operations_.push_back(std::move(operation));
  }
  OperationInfo& last_info() { return infos_.back(); }
  Operation& last() { return *operations_.back(); }

  const std::vector<OperationInfo>& infos() const { return infos_; }
  std::unique_ptr<const CallOf<Object, Spec>> call(const Call& call) const {
    return operations_[call.operation]->call(call.choices);
  }

  std::function<void(Object&)> invariant;  // none: nothing

 private:
  std::vector<OperationInfo> infos_;
  std::vector<std::unique_ptr<Operation>> operations_;
};

}  // namespace tenter::detail
