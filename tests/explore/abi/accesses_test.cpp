// Each hook tells the race detector of the bytes that it stands for, no more and no fewer, and whether they are
// written: held against accesses of single bytes by another task.
#include <cstring>
#include <string>

#include "../sync/explored.h"
#include "hooks.h"

namespace tenter::explore::test {
namespace {

constexpr std::size_t kStart = 16;

struct Memory {
  alignas(16) char bytes[64] = {};
};

std::string nothing(Memory&) { return ""; }

bool race(const Subject<Memory>& subject) {
  const Explored explored = subject.exhaustively();
  EXPECT_TRUE(explored.complete);
  return explored.races != 0;
}

using OneByte = void(void*);

template <class Hook>
bool race_at(Hook hook, std::size_t start, OneByte* other, std::size_t byte) {
  return race(
      {{[&](Memory& memory) { hook(memory.bytes + start); }, [&](Memory& memory) { other(memory.bytes + byte); }},
       &nothing});
}

// From two bytes before to two bytes behind.
template <class Hook>
void expect_accesses(Hook hook, std::size_t start, std::size_t size, OneByte* other, bool any) {
  for (std::size_t byte = start - 2; byte < start + size + 2; ++byte) {
    const bool within = start <= byte && byte < start + size;
    EXPECT_EQ(race_at(hook, start, other, byte), any && within) << "byte " << byte << " of " << start << ", " << size;
  }
}

class Accesses : public testing::TestWithParam<AccessHook> {};

TEST_P(Accesses, AreOfTheseBytes) {
  const AccessHook& hook = GetParam();
  for (const std::size_t start : {kStart, kStart + 3}) {
    if (start != kStart && !hook.unaligned) continue;
    expect_accesses(hook.call, start, hook.size, &__tsan_write1, true);
    expect_accesses(hook.call, start, hook.size, &__tsan_read1, hook.writes);
  }
}

TEST_P(Accesses, AreIgnoredWhereAskedFor) {
  const AccessHook& hook = GetParam();
  const auto ignored = [&](void* at) {
    __tsan_ignore_thread_begin();
    hook.call(at);
    __tsan_ignore_thread_end();
  };
  EXPECT_FALSE(race_at(ignored, kStart, &__tsan_write1, kStart));
  const auto after = [&](void* at) {
    ignored(static_cast<char*>(at) + 32);
    hook.call(at);
  };
  EXPECT_TRUE(race_at(after, kStart, &__tsan_write1, kStart));
}

TEST_P(Accesses, AreNothingOutsideOfExecutions) {
  Memory memory;
  GetParam().call(memory.bytes + kStart);
}

INSTANTIATE_TEST_SUITE_P(Of, Accesses, testing::ValuesIn(access_hooks()),
                         [](const auto& instance) { return std::string(instance.param.name); });

template <class T>
class AtomicAccesses : public testing::Test {};
using Widths = testing::Types<std::uint8_t, std::uint16_t, std::uint32_t, std::uint64_t, Wide>;
TYPED_TEST_SUITE(AtomicAccesses, Widths);

TYPED_TEST(AtomicAccesses, AreOfTheseBytes) {
  using T = TypeParam;
  const auto hooks = atomic_hooks<T>();
  const auto expect_of = [](auto hook, bool writes) {
    const auto on_object = [&](void* at) { hook(static_cast<T*>(at)); };
    expect_accesses(on_object, kStart, sizeof(T), &__tsan_write1, true);
    expect_accesses(on_object, kStart, sizeof(T), &__tsan_read1, writes);
  };
  expect_of([&](T* at) { hooks.load(at, __ATOMIC_SEQ_CST); }, false);
  expect_of([&](T* at) { hooks.store(at, 1, __ATOMIC_SEQ_CST); }, true);
  for (const auto& update : hooks.updates) {
    expect_of([&](T* at) { update.call(at, 1, __ATOMIC_SEQ_CST); }, true);
  }
  for (const auto exchange : {hooks.strong, hooks.weak}) {
    const auto expecting = [&](T expected) {
      return [=](T* at) {
        T seen = expected;
        exchange(at, &seen, 1, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
      };
    };
    expect_of(expecting(0), true);
    expect_of(expecting(2), false);
  }
  expect_of([&](T* at) { hooks.val(at, 0, 1, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); }, true);
}

// A range may be longer than a small number can tell.
TEST(Ranges, OfAnySizeDependOnEachOfTheirBytes) {
  struct Large {
    unsigned char bytes[1024] = {};
    int saw = -1;
  };
  for (const std::size_t size : {std::size_t{255}, std::size_t{256}, std::size_t{257}, std::size_t{1000}}) {
    const Subject<Large> subject({[&](Large& large) { __tsan_memset(large.bytes, 1, size); },
                                  [&](Large& large) {
                                    __tsan_read1(large.bytes + size - 1);
                                    large.saw = large.bytes[size - 1];
                                  }},
                                 [](Large& large) { return std::to_string(large.saw); });
    EXPECT_EQ(subject.expect({"0", "1"}), 2u) << size;
  }
}

// Somebody else may write in between.
TEST(Copies, ReadBeforeTheyWrite) {
  struct TwoPlaces {
    std::uint8_t from[3] = {1, 1, 1}, to[3] = {0, 0, 0};
    int saw = -1;
  };
  const Subject<TwoPlaces> subject({[](TwoPlaces& places) { __tsan_memcpy(places.to, places.from, 3); },
                                    [](TwoPlaces& places) {
                                      __tsan_memset(places.from, 2, 3);
                                      __tsan_read1(places.to);
                                      places.saw = places.to[0];
                                    }},
                                   [](TwoPlaces& places) {
                                     return together({places.to[0], places.saw});
                                   });
  // {to, saw}: the last one only where the copy had read, and not yet written.
  EXPECT_EQ(subject.expect({"1 1", "2 2", "2 0", "1 0"}), 6u);
}

// gcc announces what an aggregate's assignment writes and reads, then makes the assignment: here by a call.
TEST(Aggregates, AreAnnouncedAndCopiedInTwoSteps) {
  struct TwoPlaces {
    std::uint8_t from[300] = {1}, to[300] = {0};
    int saw = -1;
  };
  const auto assign = [](TwoPlaces& places) {
    __tsan_write_range(places.to, 300);
    __tsan_read_range(places.from, 300);
    __tsan_memcpy(places.to, places.from, 300);
  };
  const auto other = [](TwoPlaces& places) {
    __tsan_memset(places.from, 2, 300);
    __tsan_read1(places.to);
    places.saw = places.to[0];
  };
  const Subject<TwoPlaces> subject({assign, other}, [](TwoPlaces& places) {
    return together({places.to[0], places.saw});
  });
  EXPECT_EQ(subject.expect({"1 1", "2 2", "2 0"}), 6u);  // C(4, 2): the call adds no step
}

}  // namespace
}  // namespace tenter::explore::test
