// Boost.Lockfree's containers: what they promise, and what becomes of one that is used by more than it is for.
#include <tenter/tenter.h>

#include <boost/lockfree/queue.hpp>
#include <boost/lockfree/spsc_queue.hpp>
#include <boost/lockfree/stack.hpp>
#include <optional>
#include <string_view>

#include "containers.h"

namespace objects::lockfree {
namespace {

using enum tenter::Anomaly;
namespace lockfree = boost::lockfree;

constexpr std::size_t kRoom = 40;

template <class Container>
class Of {
 public:
  void push(int item) { container_.push(item); }
  std::optional<int> pop() {
    int item = 0;
    return container_.pop(item) ? std::optional(item) : std::nullopt;
  }

 protected:
  Container container_;
};

// Takes it for granted that what was there a moment ago still is.
template <class Container>
class LooksFirst : public Of<Container> {
 public:
  std::optional<int> pop() {
    int item = -1;
    if (this->container_.empty()) return std::nullopt;
    this->container_.pop(item);
    return item;
  }
};

using Queue = lockfree::queue<int, lockfree::capacity<kRoom>>;
using Stack = lockfree::stack<int, lockfree::capacity<kRoom>>;
using OneToOne = Of<lockfree::spsc_queue<int, lockfree::capacity<kRoom>>>;

template <class Object, class Spec>
auto object(std::string_view name) {
  return tenter::object<Object, Spec>(name)
      .operation("push", &Object::push, &Spec::push, tenter::range(1, 2))
      .operation("pop", &Object::pop, &Spec::pop);
}

const tenter::Registered queue{object<Of<Queue>, QueueSpec>("objects/lockfree-queue/right")
                                   .summary("boost::lockfree::queue, of a fixed size")
                                   .reason("It is Michael and Scott's queue.")};
const tenter::Registered stack{object<Of<Stack>, StackSpec>("objects/lockfree-stack/right")
                                   .summary("boost::lockfree::stack, of a fixed size")
                                   .reason("It is Treiber's stack, with counted pointers.")};
const tenter::Registered queue_looks_first{
    object<LooksFirst<Queue>, QueueSpec>("objects/lockfree-queue/looks-first")
        .summary("if (!queue.empty()) queue.pop(item)")
        .reason("What was there may be gone, and nobody looks whether pop() has found anything.")
        .breaks(not_linearizable)};
const tenter::Registered stack_looks_first{
    object<LooksFirst<Stack>, StackSpec>("objects/lockfree-stack/looks-first")
        .summary("if (!stack.empty()) stack.pop(item)")
        .reason("What was there may be gone, and nobody looks whether pop() has found anything.")
        .breaks(not_linearizable)};
const tenter::Registered one_to_one{tenter::object<OneToOne, QueueSpec>("objects/lockfree-spsc-queue/one-to-one")
                                        .summary("boost::lockfree::spsc_queue, by one producer and one consumer")
                                        .reason("Each end is moved by one thread only.")
                                        .operation("push", &OneToOne::push, &QueueSpec::push, tenter::range(1, 2))
                                        .by_one_thread("producer")
                                        .operation("pop", &OneToOne::pop, &QueueSpec::pop)
                                        .by_one_thread("consumer")};
const tenter::Registered two_producers{object<OneToOne, QueueSpec>("objects/lockfree-spsc-queue/by-anybody")
                                           .summary("the same, by threads that all push and pop")
                                           .reason("Two that push write to the same place.")
                                           .breaks(data_race, not_linearizable)};

}  // namespace
}  // namespace objects::lockfree
