// Blocks that are freed and allocated again under the same address while somebody holds on to it: the ABA problem.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "../sync/explored.h"

extern "C" {
std::uint64_t __tsan_atomic64_load(const volatile std::uint64_t* at, int order);
std::uint64_t __tsan_atomic64_exchange(volatile std::uint64_t* at, std::uint64_t operand, int order);
int __tsan_atomic64_compare_exchange_strong(volatile std::uint64_t* at, std::uint64_t* expected,
                                            std::uint64_t desired, int success, int failure);
}

namespace tenter::explore::test {
namespace {

constexpr int kOrder = __ATOMIC_SEQ_CST;

// An atomic pointer, as instrumented code sees it.
template <class T>
class Pointer {
 public:
  T* load() const { return as_pointer(__tsan_atomic64_load(&value_, kOrder)); }
  T* exchange(T* value) { return as_pointer(__tsan_atomic64_exchange(&value_, as_number(value), kOrder)); }
  bool compare_exchange(T* expected, T* desired) {
    std::uint64_t number = as_number(expected);
    return __tsan_atomic64_compare_exchange_strong(&value_, &number, as_number(desired), kOrder, kOrder) != 0;
  }

 private:
  static T* as_pointer(std::uint64_t number) { return reinterpret_cast<T*>(number); }
  static std::uint64_t as_number(T* pointer) { return reinterpret_cast<std::uint64_t>(pointer); }

  std::uint64_t value_ = 0;
};

struct Node {
  Node* next;
  int value;
};

// Treiber's, with nothing that keeps a node from being freed while others look at it.
class Stack {
 public:
  Stack() {
    push(2);
    push(1);
  }

  void push(int value) {
    auto* const node = static_cast<Node*>(std::malloc(sizeof(Node)));
    node->value = value;
    do {
      node->next = head_.load();
    } while (!head_.compare_exchange(node->next, node));
  }

  // Null when there is none. The node is the caller's.
  Node* take() {
    for (;;) {
      Node* const node = head_.load();
      if (node == nullptr || head_.compare_exchange(node, node->next)) return node;
    }
  }

  int pop() {
    Node* const node = take();
    if (node == nullptr) return 0;
    const int value = node->value;
    std::free(node);
    return value;
  }

  int popped_by_first = 0;

  // What the first has popped, and what is left.
  std::string told() {
    std::string result = std::to_string(popped_by_first) + " popped;";
    for (const Node* node = head_.load(); node != nullptr; node = node->next)
      result += ' ' + std::to_string(node->value);
    return result;
  }

 private:
  Pointer<Node> head_;
};

void pops(Stack& stack) { stack.popped_by_first = stack.pop(); }

// One of them is kept.
void pops_two(Stack& stack) {
  stack.pop();
  stack.take();
}

// 2 is left although the second has it: the first has seen that it follows 1, and pops what has come in 1's place.
constexpr const char* kAba = "3 popped; 2";

TEST(Recycling, ShowsTheAbaProblemOfAStackWhoseBlocksOneThreadRecycles) {
  const Subject<Stack> subject({pops,
                                [](Stack& stack) {
                                  pops_two(stack);
                                  stack.push(3);
                                }},
                               [](Stack& stack) { return stack.told(); });
  subject.expect({"0 popped; 3", "1 popped; 3", "2 popped; 3", "3 popped;", kAba});
}

TEST(Recycling, ShowsTheAbaProblemOfAStackWhoseBlocksAnotherThreadRecycles) {
  const Subject<Stack> subject({pops, pops_two, [](Stack& stack) { stack.push(3); }},
                               [](Stack& stack) { return stack.told(); });
  const std::vector<std::string> found = subject.exhaustively().names();
  EXPECT_THAT(found, testing::Contains(kAba));
  EXPECT_THAT(subject.reduced().names(), testing::UnorderedElementsAreArray(found));
}

// Random programs that put blocks into two places and take them out again.
enum class Do { look, replace, remove, take, come_and_go };
struct Step {
  Do what;
  std::size_t place;
};
using Steps = std::vector<Step>;

struct Places {
  static constexpr std::size_t kMost = 3;  // threads
  std::array<Pointer<void>, 2> places;
  std::array<std::string, kMost> seen;  // by each thread

  ~Places() {
    for (Pointer<void>& place : places) std::free(place.load());
  }
  std::string told() const {
    std::string result;
    for (const std::string& thread : seen) result += thread + '|';
    for (const Pointer<void>& place : places) result += place.load() == nullptr ? '-' : '+';
    return result;
  }
};

// Who has seen a block may take it for the one that has come in its place.
class Thread {
 public:
  Thread(Places& places, std::size_t self) : places_(places), seen_(places.seen[self]) {}

  void make(const Step& step) {
    Pointer<void>& place = places_.places[step.place];
    void*& known = known_[step.place];
    switch (step.what) {
      case Do::look:
        known = place.load();
        return note(known != nullptr);
      case Do::replace:
        return replace(place, known, std::malloc(20));
      case Do::remove:
        return replace(place, known, nullptr);
      case Do::take: {
        void* const taken = place.exchange(nullptr);
        std::free(taken);
        return note(taken != nullptr);
      }
      case Do::come_and_go: {
        void* volatile block = std::malloc(20);
        std::free(block);
      }
    }
  }

 private:
  void note(bool seen) { seen_ += seen ? '+' : '-'; }

  void replace(Pointer<void>& place, void*& known, void* by) {
    const bool done = place.compare_exchange(known, by);
    std::free(done ? known : by);
    if (done) known = by;
    note(done);
  }

  Places& places_;
  std::string& seen_;
  std::array<void*, 2> known_{};
};

std::vector<Steps> random_threads() {
  std::vector<Steps> threads(*rc::gen::inRange<std::size_t>(2, Places::kMost + 1));
  for (Steps& steps : threads) {
    steps.resize(*rc::gen::inRange<std::size_t>(1, threads.size() == 2 ? 5 : 4));
    for (Step& step : steps) {
      step.what = *rc::gen::weightedElement<Do>(
          {{2, Do::look}, {4, Do::replace}, {2, Do::remove}, {1, Do::take}, {1, Do::come_and_go}});
      step.place = *rc::gen::weightedElement<std::size_t>({{3, 0}, {1, 1}});
    }
  }
  return threads;
}

RC_GTEST_PROP(Recycling, IsReducedWithoutLoss, ()) {
  std::vector<Subject<Places>::Actor> actors;
  for (const Steps& steps : random_threads()) {
    actors.emplace_back([steps, self = actors.size()](Places& places) {
      Thread thread(places, self);
      for (const Step& step : steps) thread.make(step);
    });
  }
  const Subject<Places> subject(std::move(actors), [](Places& places) { return places.told(); });
  const Explored all = subject.sampled([] { return std::make_unique<Exhaustive>(); }, 20'000);
  RC_PRE(all.complete);
  const Explored reduced = subject.reduced();
  RC_ASSERT(reduced.complete);
  RC_ASSERT(reduced.names() == all.names());
}

}  // namespace
}  // namespace tenter::explore::test
