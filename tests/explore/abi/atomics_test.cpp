// The atomics of instrumented code do what the standard says, in executions and outside of them.
#include <climits>
#include <string>
#include <vector>

#include "../sync/explored.h"
#include "hooks.h"

namespace tenter::explore::test {
namespace {

template <class T>
std::vector<T> telling_values() {
  constexpr unsigned kBits = sizeof(T) * CHAR_BIT;
  const T ones = static_cast<T>(~T{0});
  const T high = static_cast<T>(T{1} << (kBits - 1));
  const T mixed = static_cast<T>(ones / 3 + (high >> 1));
  return {T{0}, T{1}, ones, high, static_cast<T>(high - 1), mixed, static_cast<T>(mixed << (kBits / 2))};
}

// The name of the first hook that did wrong.
template <class T>
const char* first_wrong_update(const AtomicHooks<T>& hooks, T before, T operand) {
  alignas(sizeof(T)) volatile T object;
  for (const auto& update : hooks.updates) {
    hooks.store(&object, before, __ATOMIC_RELEASE);
    if (update.call(&object, operand, __ATOMIC_ACQ_REL) != before) return update.name;
    if (hooks.load(&object, __ATOMIC_ACQUIRE) != update.becomes(before, operand)) return update.name;
  }
  return nullptr;
}

template <class T, class Exchange>
bool exchanges(Exchange exchange, T before, T desired) {
  alignas(sizeof(T)) volatile T object = before;
  T expected = before;
  if (exchange(&object, &expected, desired, __ATOMIC_SEQ_CST, __ATOMIC_RELAXED) == 0) return false;
  return object == desired && expected == before;
}

template <class T, class Exchange>
bool refuses(Exchange exchange, T before, T desired) {
  alignas(sizeof(T)) volatile T object = before;
  T expected = static_cast<T>(~before);
  if (exchange(&object, &expected, desired, __ATOMIC_SEQ_CST, __ATOMIC_ACQUIRE) != 0) return false;
  return object == before && expected == before;
}

template <class T>
const char* first_wrong_exchange(const AtomicHooks<T>& hooks, T before, T desired) {
  const auto by_value = [&](volatile T* at, T* expected, T wanted, int success, int failure) {
    const T was = *expected;
    *expected = hooks.val(at, was, wanted, success, failure);
    return static_cast<int>(*expected == was);
  };
  if (!exchanges(hooks.strong, before, desired) || !refuses(hooks.strong, before, desired)) return "strong";
  if (!exchanges(hooks.weak, before, desired) || !refuses(hooks.weak, before, desired)) return "weak";
  if (!exchanges(by_value, before, desired) || !refuses(by_value, before, desired)) return "val";
  return nullptr;
}

template <class T>
const char* first_wrong(const AtomicHooks<T>& hooks, T before) {
  for (const T operand : telling_values<T>()) {
    const char* const update = first_wrong_update<T>(hooks, before, operand);
    if (update != nullptr) return update;
    const char* const exchange = first_wrong_exchange<T>(hooks, before, operand);
    if (exchange != nullptr) return exchange;
  }
  return "none";
}

template <class T>
class Atomics : public testing::Test {};
using Widths = testing::Types<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t, Wide>;
TYPED_TEST_SUITE(Atomics, Widths);

TYPED_TEST(Atomics, CountRightOutsideOfExecutions) {
  const auto hooks = atomic_hooks<TypeParam>();
  for (const TypeParam before : telling_values<TypeParam>()) EXPECT_STREQ(first_wrong(hooks, before), "none");
}

struct Found {
  const char* wrong = "nothing was tried";
};

TYPED_TEST(Atomics, CountRightInExecutions) {
  const auto hooks = atomic_hooks<TypeParam>();
  for (const TypeParam before : telling_values<TypeParam>()) {
    const Subject<Found> subject({[&](Found& found) { found.wrong = first_wrong(hooks, before); }},
                                 [](Found& found) { return std::string(found.wrong); });
    EXPECT_EQ(subject.expect({"none"}), 1u);
  }
}

template <class T>
struct Shared {
  T object = 0;
  int kept = 0;
};

// Nothing of an update is lost, whatever comes in between.
TYPED_TEST(Atomics, AreOneStep) {
  const auto hooks = atomic_hooks<TypeParam>();
  using State = Shared<TypeParam>;
  for (const auto& update : hooks.updates) {
    const auto twice = [&](State& state) {
      for (int i = 0; i < 2; ++i) update.call(&state.object, 1, __ATOMIC_RELAXED);
    };
    TypeParam expected = 0;
    for (int i = 0; i < 4; ++i) expected = update.becomes(expected, 1);
    const Subject<State> subject({twice, twice}, [&](State& state) {
      return std::string(state.object == expected ? "all kept" : "something lost");
    });
    EXPECT_EQ(subject.expect({"all kept"}), 6u) << update.name;  // C(4, 2)
  }
}

}  // namespace
}  // namespace tenter::explore::test
