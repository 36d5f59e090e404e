// How an object is tested as such: its operations, and what they would do one at a time. Tenter makes the programs.
//
//   struct Spec {
//     std::deque<int> items;
//     void push(int item) { items.push_back(item); }
//     std::optional<int> pop() { ... }
//     bool operator==(const Spec&) const = default;
//   };
//
//   const tenter::Registered queue{tenter::object<Queue, Spec>("my/queue")
//       .operation("push", &Queue::push, &Spec::push, tenter::range(1, 3))
//       .operation("pop", &Queue::pop, &Spec::pop)};
//
// An execution makes a fresh object and runs a program on it: some operations first, then some threads with some
// operations each, then some more. What they return must be what the specification returns in some order of them, in
// which each that was over comes before those that began after it: the object must be linearizable (Herlihy and Wing,
// "Linearizability: a correctness condition for concurrent objects", TOPLAS 12, 1990). Else the anomaly is
// `not linearizable`.
//
// Object: default-constructible; need not be copyable or movable.
// Spec: default-constructible and copyable; with an operator== judging is faster.
// Operation: a member function of Object, or anything callable with an Object& and the arguments; then the same of
// Spec. What both return must be comparable by ==, and printable (tenter/print.h). What they throw is a result, too:
// the specification must throw the same.
//   Where the specification leaves a choice, its operation gets the result as well, changes the state as that result
//   has it, and returns whether it may be: bool(Spec&, arguments..., const Result&). So a queue of which any of the
//   k + 1 oldest items may come is written (T. Henzinger et al., "Quantitative relaxation of concurrent data
//   structures", POPL 2013), or one that may give an item twice. There, nothing may be thrown.
// Thread safety and errors: as in tenter/scenario.h.
#pragma once

#include <tenter/anomaly.h>
#include <tenter/detail/object_draft.h>
#include <tenter/detail/object_of.h>
#include <tenter/scenario.h>

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace tenter {

// What an argument may be: values by number. Small numbers are tried first, and failures are shrunk towards 0.
template <class T>
struct Domain {
  std::uint64_t size = OperationInfo::kUnbounded;  // how many; kUnbounded: any number makes a value
  detail::ValueMaker<T> value;
};

// All from `first` to `last`. REQUIRES: first <= last.
template <std::integral T>
Domain<T> range(T first, T last) {
  return {static_cast<std::uint64_t>(last - first) + 1,
          [first](std::uint64_t number) { return static_cast<T>(first + static_cast<T>(number)); }};
}

// These. REQUIRES: at least one.
template <class T>
Domain<T> one_of(std::initializer_list<T> values) {
  return {values.size(), [values = std::vector<T>(values)](std::uint64_t number) { return values[number]; }};
}

// What `draw` makes of a number, the same each time.
template <std::invocable<std::uint64_t> F>
auto drawn(F draw) {
  return Domain<std::decay_t<std::invoke_result_t<const F&, std::uint64_t>>>{OperationInfo::kUnbounded,
                                                                             std::move(draw)};
}

template <class Object, class Spec>
class ObjectScenario {
 public:
  explicit ObjectScenario(std::string_view name)
      : draft_(name, detail::kSpecCode<Spec>, &detail::HistoryBodyOf<detail::ObjectState<Object>>::of) {}

  // What it is, in a line; printed beside the name.
  ObjectScenario& summary(std::string_view text) { return draft_.summary(text), *this; }
  // Why the claim is so, in a sentence or two.
  ObjectScenario& reason(std::string_view text) { return draft_.reason(text), *this; }

  // Adds an operation. One domain for each argument.
  template <class F, class G, class... Args>
  ObjectScenario& operation(std::string_view name, F on_object, G on_spec, Domain<Args>... domains) {
    static_assert(std::is_invocable_v<const F&, Object&, const Args&...>,
                  "an operation is a member function of the object, or a callable that takes Object&, and the "
                  "arguments of which the domains follow");
    static_assert(
        detail::kDecides<G, Spec, Args...> || detail::kAllows<G, Spec, detail::ResultOf<F, Object, Args...>, Args...>,
        "of the specification, an operation takes Spec& and the same arguments; or these and the object's "
        "result, and returns whether that may be");
    draft_.add(name, {domains.size...},
               new detail::OperationOf<Object, Spec, F, G, Args...>(std::move(on_object), std::move(on_spec),
                                                                    std::move(domains.value)...));
    return *this;
  }

  // --- Of the operation that was added last. REQUIRES: there is one. ---

  // Of the threads of a program, one at most calls it, or any other of this role: the one consumer of a queue, say.
  ObjectScenario& by_one_thread(std::string_view role) { return draft_.by_one_thread(role), *this; }
  // It waits until the specification's state is so; where that never comes, it may never return.
  template <std::predicate<const Spec&> P>
  ObjectScenario& waits_until(P ready) {
    draft_.waits_until(detail::kept(std::move(ready)), [](const void* is_ready, const void* spec) -> bool {
      return detail::call_on(*static_cast<const P*>(is_ready), *static_cast<const Spec*>(spec));
    });
    return *this;
  }

  // Runs on the object after everything else; tenter::check() there what must hold of it.
  template <std::invocable<Object&> F>
  ObjectScenario& invariant(F callable) {
    draft_.invariant(detail::kept(std::move(callable)), [](const void* one, void* object) {
      detail::call_on(*static_cast<const F*>(one), *static_cast<Object*>(object));
    });
    return *this;
  }

  // Claims that it is linearizable, and shows no other anomaly. The default.
  ObjectScenario& holds() { return draft_.holds(), *this; }
  // Claims that `primary` will be witnessed; the others may appear beside it.
  template <std::same_as<Anomaly>... Also>
  ObjectScenario& breaks(Anomaly primary, Also... also) {
    return draft_.breaks(primary, {also...}), *this;
  }

  // The finished scenario, for the engines.
  Program program() const { return draft_.program(); }

  // Adds it to those of the plugin: see Registered.
  void enlist(const char* file, std::uint32_t line) const { draft_.enlist(file, line); }

 private:
  detail::ObjectDraft draft_;
};

// Begins an object scenario. Names are as in tenter::scenario().
template <class Object, class Spec>
ObjectScenario<Object, Spec> object(std::string_view name) {
  return ObjectScenario<Object, Spec>(name);
}

}  // namespace tenter
