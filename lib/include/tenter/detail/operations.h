// The operations of an object scenario on an object and a specification of known types, for code that makes programs
// of them and judges what they return without knowing the types.
#pragma once

#include <tenter/detail/kept.h>
#include <tenter/object_subject.h>
#include <tenter/print.h>

#include <any>
#include <concepts>
#include <cstddef>
#include <cstdint>
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

// One for each call of a program. No code of it is compiled where objects are described.
class Slots {
 public:
  explicit Slots(std::size_t count);
  ~Slots();
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  std::vector<Slot> all;
};

// An operation, with the arguments of a call as a value of a type that it alone knows.
class Operation {
 public:
  virtual ~Operation() = default;

  // A choice each, within its domain.
  virtual Kept arguments(const std::vector<std::uint64_t>& choices) const = 0;
  virtual void print_arguments(Text& text, const void* arguments) const = 0;

  // On the object. Throws what it throws.
  virtual void make(void* object, const void* arguments, std::any& result) const = 0;
  // On the specification: false when that returns something else than what came of the call, or does not allow it.
  // Throws what it throws.
  virtual bool step(void* spec, const void* arguments, const Slot& slot) const = 0;
  // Whether the specification is told the result. Else it returns its own, or throws.
  virtual bool is_told_the_result() const = 0;

  // REQUIRES, of both: it has returned.
  virtual bool same(const Slot& left, const Slot& right) const = 0;
  // False where it returns nothing.
  virtual bool print_result(Text& text, const Slot& slot) const = 0;
};

struct Nothing {
  friend bool operator==(Nothing, Nothing) { return true; }
};

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

// Values by number, of any callable that makes them.
template <class T>
class ValueMaker {
 public:
  template <std::invocable<std::uint64_t> F>
  requires(!std::same_as<F, ValueMaker>)
      // NOLINTNEXTLINE(google-explicit-constructor): as std::function is
      ValueMaker(F make)
      : make_(std::make_shared<const F>(std::move(make))),
        call_([](const void* one, std::uint64_t number) -> T { return (*static_cast<const F*>(one))(number); }) {}

  T operator()(std::uint64_t number) const { return call_(make_.get(), number); }

 private:
  std::shared_ptr<const void> make_;
  T (*call_)(const void*, std::uint64_t);
};

template <class Object, class Spec, class F, class G, class... Args>
class OperationOf final : public Operation {
 public:
  OperationOf(F on_object, G on_spec, ValueMaker<Args>... values)
      : on_object_(std::move(on_object)), on_spec_(std::move(on_spec)), values_(std::move(values)...) {}

  Kept arguments(const std::vector<std::uint64_t>& choices) const override {
    return kept(chosen(choices.data(), std::index_sequence_for<Args...>()));
  }
  void print_arguments(Text& text, const void* arguments) const override {
    print_elements(text, *static_cast<const std::tuple<Args...>*>(arguments));
  }

  void make(void* object, const void* arguments, std::any& result) const override {
    if constexpr (std::is_same_v<Result, Nothing>) {
      applied(on_object_, *static_cast<Object*>(object), arguments);
      result = Nothing();
    } else {
      result = applied(on_object_, *static_cast<Object*>(object), arguments);
    }
  }

  bool step(void* spec, const void* arguments, const Slot& slot) const override {
    Spec& on = *static_cast<Spec*>(spec);
    if constexpr (!kDecides<G, Spec, Args...>) {
      return slot.result.has_value() && applied(on_spec_, on, arguments, result_in(slot));
    } else if constexpr (std::is_void_v<std::invoke_result_t<const G&, Spec&, const Args&...>>) {
      applied(on_spec_, on, arguments);
      return slot.is_pending() || (slot.thrown.empty() && result_in(slot) == Nothing());
    } else {
      const auto result = applied(on_spec_, on, arguments);
      return slot.is_pending() || (slot.thrown.empty() && result_in(slot) == result);
    }
  }
  bool is_told_the_result() const override { return !kDecides<G, Spec, Args...>; }

  bool same(const Slot& left, const Slot& right) const override { return result_in(left) == result_in(right); }
  bool print_result([[maybe_unused]] Text& text, [[maybe_unused]] const Slot& slot) const override {
    if constexpr (std::is_same_v<Result, Nothing>) {
      return false;
    } else {
      return print(text, result_in(slot)), true;
    }
  }

 private:
  using Result = ResultOf<F, Object, Args...>;

  template <std::size_t... I>
  std::tuple<Args...> chosen([[maybe_unused]] const std::uint64_t* choices, std::index_sequence<I...>) const {
    return std::tuple<Args...>(std::get<I>(values_)(choices[I])...);
  }
  template <class Callable, class On, class... More>
  static decltype(auto) applied(const Callable& callable, On& on, const void* arguments, const More&... more) {
    return unpack([&](const Args&... values) -> decltype(auto) { return call_on(callable, on, values..., more...); },
                  *static_cast<const std::tuple<Args...>*>(arguments));
  }
  static const Result& result_in(const Slot& slot) { return *std::any_cast<Result>(&slot.result); }

  F on_object_;
  G on_spec_;
  std::tuple<ValueMaker<Args>...> values_;
};

// The states of a specification.
struct SpecCode {
  std::shared_ptr<const void> (*initial)();
  std::shared_ptr<void> (*copy)(const void* state);
  bool (*same)(const void* left, const void* right);
};

template <class Spec>
inline constexpr SpecCode kSpecCode{[]() -> std::shared_ptr<const void> { return std::make_shared<const Spec>(); },
                                    [](const void* state) -> std::shared_ptr<void> {
                                      return std::make_shared<Spec>(*static_cast<const Spec*>(state));
                                    },
                                    // States of which nothing is known are the same when they are one.
                                    [](const void* left, const void* right) {
                                      if constexpr (std::equality_comparable<Spec>) {
                                        return *static_cast<const Spec*>(left) == *static_cast<const Spec*>(right);
                                      } else {
                                        return left == right;
                                      }
                                    }};

}  // namespace tenter::detail
